// lib/pq through database/sql: prints what it sees of the server that PGHOST and PGPORT say.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/lib/pq"
)

func problem(err error) string {
	var told *pq.Error
	if errors.As(err, &told) {
		return fmt.Sprintf("%s %s %s", told.Code, told.Message, told.Position)
	}
	return err.Error()
}

type asker interface {
	Query(text string, values ...interface{}) (*sql.Rows, error)
}

func show(title string, db asker, text string, values ...interface{}) {
	rows, err := db.Query(text, values...)
	if err != nil {
		fmt.Println(title+":", problem(err))
		return
	}
	defer rows.Close()
	types, _ := rows.ColumnTypes()
	for _, column := range types {
		length, hasLength := column.Length()
		precision, scale, hasScale := column.DecimalSize()
		fmt.Println(title+":", column.Name(), column.DatabaseTypeName(), length, hasLength, precision, scale, hasScale)
	}
	for rows.Next() {
		cells := make([]interface{}, len(types))
		places := make([]interface{}, len(types))
		for i := range cells {
			places[i] = &cells[i]
		}
		if err := rows.Scan(places...); err != nil {
			fmt.Println(title+":", problem(err))
		}
		for _, cell := range cells {
			if bytes, isBytes := cell.([]byte); isBytes {
				fmt.Printf(" %q", bytes)
			} else {
				fmt.Printf(" %v", cell)
			}
		}
		fmt.Println()
	}
	if err := rows.Err(); err != nil {
		fmt.Println(title+":", problem(err))
	}
}

func told(title string, err error) {
	if err == nil {
		fmt.Println(title + ": fine")
	} else {
		fmt.Println(title+":", problem(err))
	}
}

func copyIn(db *sql.DB, amounts ...interface{}) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	statement, err := tx.Prepare(pq.CopyIn("written", "id", "name", "amount"))
	if err != nil {
		return err
	}
	for i, amount := range amounts {
		if _, err = statement.Exec(i, fmt.Sprint("tab\t", i), amount); err != nil {
			return err
		}
	}
	if _, err = statement.Exec(); err != nil {
		return err
	}
	if err = statement.Close(); err != nil {
		return err
	}
	return tx.Commit()
}

func ask(dsn string) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	told("ping", db.Ping())
	show("all", db, "SELECT * FROM kinds ORDER BY id")
	show("parameters", db, "SELECT id, $2::text, $3::int4 FROM kinds WHERE id = $1", 1, "é 'x", nil)
	show("arrays", db, "SELECT id FROM kinds WHERE id = ANY($1) ORDER BY id", pq.Array([]int64{1, 3}))
	show("bytes", db, "SELECT $1::bytea, $2::timestamptz", []byte{0, 255}, time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC))
	show("syntax", db, "SELEC 1")
	show("column", db, "SELECT nothing")
	show("division", db, "SELECT 1/(id - 1) FROM kinds")
	show("wrong value", db, "SELECT $1::int4", "x")
	statement, err := db.Prepare("SELECT id, n, v FROM kinds WHERE id = $1")
	told("prepare", err)
	for id := 1; err == nil && id < 4; id++ {
		var n sql.NullString
		var v sql.NullString
		told("prepared", statement.QueryRow(id).Scan(&id, &n, &v))
		fmt.Println(" ", id, n, v)
	}
	tx, _ := db.BeginTx(context.Background(), &sql.TxOptions{Isolation: sql.LevelSerializable, ReadOnly: true})
	show("in a transaction", tx, "SHOW transaction_read_only")
	show("failed", tx, "SELECT 1/0")
	show("after it", tx, "SELECT 1")
	told("commit", tx.Commit())
	told("copy", copyIn(db, "1.5", nil, "-2.25"))
	told("copy of what is wrong", copyIn(db, "1.5", "x"))
	show("written", db, "SELECT * FROM written ORDER BY id")
	result, err := db.Exec("DELETE FROM written WHERE id < $1", 2)
	told("delete", err)
	if err == nil {
		fmt.Println(result.RowsAffected())
	}
	db.Exec("DELETE FROM written")
	ctx, stop := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer stop()
	_, err = db.QueryContext(ctx, "SELECT count(*) FROM many a, many b, many c, many d")
	told("cancelled", err)
	show("many", db, "SELECT count(*), sum(x) FROM many")
}

func listen(dsn string) {
	listener := pq.NewListener(dsn, time.Second, time.Minute, nil)
	defer listener.Close()
	told("listen", listener.Listen("news"))
	db, _ := sql.Open("postgres", dsn)
	defer db.Close()
	_, err := db.Exec("SELECT pg_notify('news', $1)", "payload")
	told("notify", err)
	select {
	case one := <-listener.Notify:
		if one != nil {
			fmt.Println(one.Channel, one.Extra)
		}
	case <-time.After(10 * time.Second):
		fmt.Println("nothing came")
	}
}

func main() {
	for _, options := range []string{"sslmode=disable", "sslmode=disable binary_parameters=yes"} {
		fmt.Println("#", options)
		ask(options)
	}
	listen("sslmode=disable")
	fmt.Println("end")
}
