<?php
// PHP's pgsql and PDO: print what they see of the server that PGHOST and PGPORT say.
error_reporting(E_ALL & ~E_WARNING);

function show($title, $value) {
    echo $title, ' ', json_encode($value, JSON_UNESCAPED_UNICODE | JSON_PARTIAL_OUTPUT_ON_ERROR), "\n";
}

function result($title, $result, $connection) {
    if (!$result) {
        show($title, pg_last_error($connection));
        return;
    }
    $fields = [];
    for ($i = 0; $i < pg_num_fields($result); $i++)
        $fields[] = [pg_field_name($result, $i), pg_field_type($result, $i), pg_field_size($result, $i)];
    show($title, [$fields, pg_fetch_all($result), pg_affected_rows($result)]);
}

function query($connection, $sql, ...$values) {
    $result = $values ? pg_query_params($connection, $sql, $values) : pg_query($connection, $sql);
    result($sql, $result, $connection);
}

$c = pg_connect('');
query($c, 'SELECT * FROM kinds ORDER BY id');
query($c, 'SELECT id, t FROM kinds WHERE id = $1 AND f8 = $2 AND d > $3', 1, 0.1, '2000-01-01');
query($c, 'SELECT $1::text, $2::int4', "it's \\ é", null);
query($c, 'SELECT nothing');
query($c, 'SELECT * FROM nothing');
query($c, 'SELECT 1/(id - 1) FROM kinds');
query($c, 'SELECT 1; SELECT 2 AS two');
show('table of a field', pg_field_table(pg_query($c, 'SELECT id FROM kinds'), 0));
pg_prepare($c, 'by_id', 'SELECT id, v FROM kinds WHERE id = $1');
foreach ([1, 2, 3] as $id)
    result("prepared $id", pg_execute($c, 'by_id', [$id]), $c);
$state = pg_send_query($c, 'SELECT nothing') ? pg_get_result($c) : null;
show('state', [pg_result_error_field($state, PGSQL_DIAG_SQLSTATE), pg_result_error_field($state, PGSQL_DIAG_STATEMENT_POSITION)]);
while (pg_get_result($c));
show('meta', pg_meta_data($c, 'written'));
show('extended meta', pg_meta_data($c, 'kinds', true));
show('insert', pg_insert($c, 'written', ['id' => 1, 'name' => "a'b", 'amount' => 1.5]));
show('select', pg_select($c, 'written', ['id' => 1]));
show('update', pg_update($c, 'written', ['name' => 'c'], ['id' => 1]));
show('copy to', pg_copy_to($c, 'written'));
show('delete', pg_delete($c, 'written', ['id' => 1]));
show('copy from', pg_copy_from($c, 'written', ["5\tfive\t5.00\n", "6\t\\N\t\\N\n"]));
query($c, 'SELECT * FROM written ORDER BY id');
query($c, 'DELETE FROM written');
query($c, 'BEGIN');
show('status', pg_transaction_status($c));
query($c, 'SELECT nothing');
show('status', pg_transaction_status($c));
query($c, 'ROLLBACK');
show('status', [pg_transaction_status($c), pg_parameter_status($c, 'server_encoding'), pg_client_encoding($c), pg_ping($c)]);
query($c, 'BEGIN');
query($c, 'DECLARE s SCROLL CURSOR FOR SELECT x FROM many ORDER BY x');
query($c, 'FETCH LAST FROM s');
query($c, 'FETCH BACKWARD 2 FROM s');
query($c, 'FETCH ABSOLUTE 7 FROM s');
query($c, 'COMMIT');
show('bytea', bin2hex(pg_unescape_bytea(pg_fetch_result(pg_query($c, 'SELECT by FROM kinds WHERE id = 1'), 0, 0))));
show('quotes', [pg_escape_literal($c, "a'\\b"), pg_escape_identifier($c, 'a"b')]);

$p = new PDO("pgsql:host={$_SERVER['PGHOST']};port={$_SERVER['PGPORT']};dbname=pivot", 'guest');
$p->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);

function pdo($p, $sql, ...$values) {
    try {
        $s = $p->prepare($sql);
        $s->execute($values);
        $meta = [];
        for ($i = 0; $i < $s->columnCount(); $i++) {
            $m = $s->getColumnMeta($i);
            unset($m['pgsql:table_oid']);
            $meta[] = $m;
        }
        $rows = array_map(fn($row) => array_map(fn($v) => is_resource($v) ? bin2hex(stream_get_contents($v)) : $v, $row),
            $s->fetchAll(PDO::FETCH_ASSOC));
        show("PDO $sql", [$meta, $rows, $s->rowCount()]);
    } catch (PDOException $e) {
        show("PDO $sql", [$e->getCode(), $e->getMessage()]);
    }
}

foreach ([false, true] as $emulates) {
    $p->setAttribute(PDO::ATTR_EMULATE_PREPARES, $emulates);
    pdo($p, 'SELECT * FROM kinds WHERE id <> 2 ORDER BY id');
    pdo($p, 'SELECT id, t FROM kinds WHERE id = ? AND v = ?', 1, 'var');
    pdo($p, 'SELECT ? AS a, ?::int4 + 1 AS b', "é 'x", 5);
    pdo($p, 'SELECT nothing FROM kinds');
    pdo($p, 'SELECT 1/(id - ?) FROM kinds', 1);
    pdo($p, 'INSERT INTO written VALUES (?, ?, ?)', 1, null, '2.5');
    pdo($p, 'SELECT * FROM written');
    pdo($p, 'DELETE FROM written WHERE id = ?', 1);
}
$p->beginTransaction();
pdo($p, 'SELECT nothing');
pdo($p, 'SELECT 1');
$p->rollBack();
pdo($p, 'SELECT 1 AS one');
$s = $p->prepare('SELECT x FROM many ORDER BY x', [PDO::ATTR_CURSOR => PDO::CURSOR_SCROLL]);
$s->execute();
show('scrolled', [$s->fetchColumn(), $s->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_LAST), $s->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_PRIOR)]);
$s = null;
show('copied', $p->pgsqlCopyToArray('written'));
show('version', substr($p->getAttribute(PDO::ATTR_SERVER_VERSION), 0, 2));
echo "end\n";
