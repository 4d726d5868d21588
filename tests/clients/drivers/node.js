// node-postgres (pg, pg-cursor, pg-query-stream): prints what it sees of the server that PGHOST and
// PGPORT say.
const { Client, Pool, types } = require('pg');
const Cursor = require('pg-cursor');
const QueryStream = require('pg-query-stream');

const show = (title, value) => console.log(title, JSON.stringify(value, (_, v) =>
    v && v.type === 'Buffer' ? Buffer.from(v.data).toString('hex') : v));
const fails = async (title, promise) => {
    try {
        show(title, (await promise).rows);
    } catch (e) {
        show(title, { code: e.code, severity: e.severity, message: e.message, position: e.position });
    }
};

async function queries(client) {
    const all = await client.query('SELECT * FROM kinds ORDER BY id');
    show('fields', all.fields.map(f => [f.name, f.dataTypeID, f.dataTypeSize, f.dataTypeModifier, f.columnID, f.format]));
    show('rows', all.rows);
    show('tag', [all.command, all.rowCount]);
    show('array mode', (await client.query({ text: 'SELECT id, t FROM kinds ORDER BY id', rowMode: 'array' })).rows);
    show('several', (await client.query('SELECT 1 AS a; SELECT 2 AS b; SELECT 3 AS c WHERE false')).map(r => r.rows));
    show('none', await client.query('').then(r => [r.command, r.rowCount, r.rows]));
    show('comment', await client.query('/* ping */').then(r => r.rows));
}

async function parameters(client) {
    const values = [1, 'x', null, true, new Date(Date.UTC(2020, 1, 29, 1, 2, 3)), [1, null, 3], Buffer.from([0, 255]), 1.5];
    const text = 'SELECT $1::int4 a, $2::text b, $3::int4 c, $4::bool d, $5::timestamptz e, $6::int4[] f, $7::bytea g, $8::float8 h';
    show('parameters', (await client.query(text, values)).rows);
    show('where', (await client.query('SELECT id, t FROM kinds WHERE id = ANY ($1) AND id > $2 ORDER BY id LIMIT $3', [[1, 3], 0, 5])).rows);
    for (let i = 1; i <= 3; i++)
        show('named', (await client.query({ name: 'by_id', text: 'SELECT id, v, d FROM kinds WHERE id = $1', values: [i] })).rows);
    show('binary', (await client.query({ text: 'SELECT id, i2, b, t FROM kinds WHERE id = $1', values: [1], binary: true })).rows);
    show('json', (await client.query('SELECT $1::jsonb AS j', [{ a: [1, { b: null }] }])).rows);
    show('quotes', (await client.query('SELECT $1::text AS t', ["it's \\ \"x\" é 😀"])).rows);
    show('unicode', (await client.query("SELECT 'naïve 😀' AS t, length('😀é')")).rows);
}

async function errors(client) {
    await fails('syntax', client.query('SELEC 1'));
    await fails('column', client.query('SELECT nothing FROM kinds'));
    await fails('relation', client.query('SELECT * FROM nothing WHERE a = $1', [1]));
    await fails('division', client.query('SELECT 1/(id - 1) FROM kinds'));
    await fails('value', client.query('SELECT $1::int4', ['abc']));
    await fails('untyped', client.query('SELECT $1 IS NULL', [1]));
    await fails('too few', client.query('SELECT $1::int4, $2::int4', [1]));
    await fails('another text', client.query({ name: 'bad', text: 'SELECT nothing' }));
    await fails('after it', client.query({ name: 'bad', text: 'SELECT 1 AS fine' }));
    await fails('after all', client.query('SELECT 1 AS fine'));
}

async function transactions(client) {
    await client.query('BEGIN');
    await fails('in a transaction', client.query('SELECT 1/0'));
    await fails('then', client.query('SELECT 1'));
    show('rollback', (await client.query('COMMIT')).command);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SAVEPOINT a');
    await fails('savepoint', client.query('SELECT nothing'));
    await client.query('ROLLBACK TO SAVEPOINT a');
    await fails('goes on', client.query('SELECT 1 AS one'));
    show('commit', (await client.query('COMMIT')).command);
}

async function writes(client) {
    const insert = 'INSERT INTO written (id, name, amount) VALUES ($1, $2, $3)';
    for (const row of [[1, 'a', '1.50'], [2, null, null], [3, 'é', -2]])
        show('insert', await client.query(insert, row).then(r => [r.command, r.rowCount]));
    show('update', await client.query('UPDATE written SET name = $1 WHERE id > $2', ['z', 1]).then(r => [r.command, r.rowCount]));
    show('written', (await client.query('SELECT * FROM written ORDER BY id')).rows);
    show('delete', await client.query('DELETE FROM written WHERE id >= $1', [1]).then(r => [r.command, r.rowCount]));
}

async function cursors(client) {
    const cursor = client.query(new Cursor('SELECT x FROM many WHERE x > $1 ORDER BY x', [10]));
    show('cursor', await cursor.read(3));
    show('cursor', await cursor.read(2));
    await cursor.close();
    const stream = client.query(new QueryStream('SELECT x FROM many ORDER BY x', [], { batchSize: 100 }));
    let n = 0, sum = 0;
    for await (const row of stream) {
        n++;
        sum += row.x;
    }
    show('stream', [n, sum]);
    const early = client.query(new QueryStream('SELECT x FROM many ORDER BY x', [], { batchSize: 10 }));
    for await (const row of early) {
        if (row.x === 25)
            break;
    }
    show('after a stream that was left', (await client.query('SELECT 1 AS one')).rows);
}

async function notices(client) {
    client.on('notice', n => show('notice', [n.severity, n.code, n.message]));
    await client.query('COMMIT');
    await client.query('DROP TABLE IF EXISTS nothing');
}

async function pool() {
    const pool = new Pool({ max: 3, application_name: 'pool', statement_timeout: 60000, idle_in_transaction_session_timeout: 60000 });
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(i => pool.query('SELECT $1::int4 * 2 AS n', [i])));
    show('pool', all.map(r => r.rows[0].n));
    show('settings', (await pool.query("SELECT current_setting('application_name') a, current_setting('statement_timeout') b")).rows);
    await pool.end();
}

(async () => {
    types.setTypeParser(1114, v => v);
    const client = new Client();
    await client.connect();
    for (const part of [queries, parameters, errors, transactions, writes, cursors, notices])
        await part(client);
    await client.end();
    await pool();
    console.log('end');
})().catch(e => {
    console.log('failed', e.message);
    process.exit(1);
});
