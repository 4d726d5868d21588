// node-postgres and postgres.js: a named PIVOT whose columns are found, before and after there is one
// more. TAP.
const { Client } = require('pg');
const postgres = require('postgres');

const query = 'SELECT * FROM found PIVOT (sum(x) FOR k IN (ANY))';
let count = 0;

function report(name, got, wanted) {
    const fine = JSON.stringify(got) === JSON.stringify(wanted);
    console.log(`${fine ? 'ok' : 'not ok'} ${++count} - ${name}`);
    if (!fine)
        console.log(`# wanted ${JSON.stringify(wanted)}\n# got ${JSON.stringify(got)}`);
}

async function pg(other) {
    const client = new Client();
    await client.connect();
    const run = name => client.query({ name, text: query }).then(r => r.rows[0], e => [e.code, e.message, e.routine]);
    await run('p');
    report('pg: columns', await run('p'), { a: '1', b: '2' });
    await other.query("INSERT INTO found VALUES ('c', 3)");
    report('pg: what it prepared', await run('p'), ['0A000', 'cached plan must not change result type', 'RevalidateCachedQuery']);
    report('pg: prepared anew', await run('q'), { a: '1', b: '2', c: '3' });
    await other.query("DELETE FROM found WHERE k = 'c'");
    await client.end();
}

async function postgresJs(other) {
    const sql = postgres({ max: 1 });
    const run = async () => (await sql.unsafe(query, [], { prepare: true }))[0];
    await run();
    report('postgres.js: columns', await run(), { a: '1', b: '2' });
    await other.query("INSERT INTO found VALUES ('c', 3)");
    report('postgres.js prepares anew', await run(), { a: '1', b: '2', c: '3' });
    await other.query("DELETE FROM found WHERE k = 'c'");
    report('postgres.js, and back', await run(), { a: '1', b: '2' });
    await sql.end();
}

(async () => {
    const other = new Client();
    await other.connect();
    await pg(other);
    await postgresJs(other);
    await other.end();
    console.log(`1..${count}`);
})().catch(e => console.log(`not ok ${++count} - to its end\n# ${e.stack}\n1..${count}`));
