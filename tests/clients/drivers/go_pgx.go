// pgx: prints what it sees of the server that PGHOST and PGPORT say.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgconn"
	"github.com/jackc/pgx/v4"
)

var always = context.Background()

func problem(err error) string {
	var told *pgconn.PgError
	if errors.As(err, &told) {
		return fmt.Sprintf("%s %s %d", told.Code, told.Message, told.Position)
	}
	return err.Error()
}

func told(title string, err error) {
	if err == nil {
		fmt.Println(title + ": fine")
	} else {
		fmt.Println(title+":", problem(err))
	}
}

func print(title string, rows pgx.Rows, err error) {
	if err != nil {
		fmt.Println(title+":", problem(err))
		return
	}
	defer rows.Close()
	for _, field := range rows.FieldDescriptions() {
		fmt.Println(title+":", string(field.Name), field.DataTypeOID, field.TypeModifier, field.Format)
	}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			fmt.Println(title+":", problem(err))
		}
		fmt.Println(" ", values)
	}
	if err := rows.Err(); err != nil {
		fmt.Println(title+":", problem(err))
	}
	fmt.Println(" ", rows.CommandTag())
}

func show(title string, c *pgx.Conn, text string, values ...interface{}) {
	rows, err := c.Query(always, text, values...)
	print(title, rows, err)
}

func batch(c *pgx.Conn) {
	batch := &pgx.Batch{}
	batch.Queue("SELECT $1::int4 + 1", 41)
	batch.Queue("SELECT t FROM kinds WHERE id = $1", 1)
	batch.Queue("SELECT 1 / $1::int4", 0)
	batch.Queue("SELECT 4")
	results := c.SendBatch(always, batch)
	for i := 0; i < batch.Len(); i++ {
		rows, err := results.Query()
		print("batch", rows, err)
	}
	told("batch", results.Close())
}

func copyIn(c *pgx.Conn, rows ...[]interface{}) {
	n, err := c.CopyFrom(always, pgx.Identifier{"written"}, []string{"id", "name", "amount"}, pgx.CopyFromRows(rows))
	told("copy", err)
	fmt.Println(" ", n)
}

func nested(c *pgx.Conn) {
	tx, err := c.BeginTx(always, pgx.TxOptions{IsoLevel: pgx.RepeatableRead})
	told("begin", err)
	inner, err := tx.Begin(always)
	told("savepoint", err)
	_, err = inner.Exec(always, "SELECT 1/0")
	told("error", err)
	told("rollback to", inner.Rollback(always))
	rows, err := tx.Query(always, "SHOW transaction_isolation")
	print("goes on", rows, err)
	told("commit", tx.Commit(always))
}

func ask(c *pgx.Conn, modes ...interface{}) {
	with := func(values ...interface{}) []interface{} { return append(append([]interface{}{}, modes...), values...) }
	show("all", c, "SELECT * FROM kinds ORDER BY id", with()...)
	show("parameters", c, "SELECT id, $2::text, $3::int4 FROM kinds WHERE id = $1", with(1, "é 'x", nil)...)
	show("arrays", c, "SELECT id FROM kinds WHERE id = ANY($1) ORDER BY id", with([]int32{1, 3})...)
	show("values", c, "SELECT $1::numeric, $2::date, $3::jsonb, $4::float8, $5::uuid",
		with("1.50", time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC), map[string]int{"a": 1}, 0.1, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")...)
	show("syntax", c, "SELEC 1", with()...)
	show("column", c, "SELECT nothing", with()...)
	show("division", c, "SELECT 1/(id - 1) FROM kinds", with()...)
}

func main() {
	config, err := pgx.ParseConfig("sslmode=disable")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	c, err := pgx.ConnectConfig(always, config)
	told("connect", err)
	if err != nil {
		os.Exit(1)
	}
	ask(c)
	ask(c, pgx.QuerySimpleProtocol(true))
	ask(c, pgx.QueryResultFormats{pgx.TextFormatCode})
	_, err = c.Prepare(always, "mine", "SELECT id, n FROM kinds WHERE id = $1 AND n < $2")
	told("prepare", err)
	show("prepared", c, "mine", 1, 10000)
	batch(c)
	nested(c)
	copyIn(c, []interface{}{int32(1), "a", nil}, []interface{}{int32(2), nil, nil})
	copyIn(c, []interface{}{nil, "a", nil})
	show("written", c, "SELECT * FROM written ORDER BY id")
	_, err = c.PgConn().CopyFrom(always, strings.NewReader("7\tx\t1\n8\ty\tz\n"), "COPY written FROM STDIN")
	told("text", err)
	tag, err := c.Exec(always, "DELETE FROM written")
	told("delete", err)
	fmt.Println(tag)
	short, stop := context.WithTimeout(always, 300*time.Millisecond)
	_, err = c.Exec(short, "SELECT count(*) FROM many a, many b, many c, many d")
	stop()
	fmt.Println("cancelled:", err != nil, c.IsClosed())
	fmt.Println("end")
}
