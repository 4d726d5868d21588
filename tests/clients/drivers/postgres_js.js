// postgres.js: prints what it sees of the server that PGHOST and PGPORT say.
const postgres = require('postgres');

const show = (title, value) => console.log(title, JSON.stringify(value, (_, v) =>
    typeof v === 'bigint' ? `${v}n` : v && v.type === 'Buffer' ? Buffer.from(v.data).toString('hex') : v));
const fails = async (title, promise) => {
    try {
        show(title, await promise);
    } catch (e) {
        show(title, { code: e.code, message: e.message, position: e.position });
    }
};

async function queries(sql) {
    const rows = await sql`SELECT id, i2, i8, f4, f8, n, b, t, v, c, d, tz, ia, ta, by, u, j FROM kinds ORDER BY id`;
    show('columns', rows.columns.map(c => [c.name, c.type, c.number]));
    show('rows', rows);
    show('tag', [rows.command, rows.count]);
    show('none', await sql`SELECT id FROM kinds WHERE false`);
    show('values', await sql`SELECT id, t FROM kinds ORDER BY id`.values());
    show('raw', await sql`SELECT id, t FROM kinds WHERE id = 1`.raw());
    show('simple', (await sql.unsafe('SELECT 1 AS a; SELECT 2 AS b')).map(r => r));
}

async function parameters(sql) {
    show('types', await sql`SELECT ${1}::int4 a, ${'x'} b, ${null}::int4 c, ${true}::bool d, ${new Date(0)}::timestamptz e, ${1.5}::float8 h`);
    show('array', await sql`SELECT ${sql.array([1, 2, 3])}::int4[] AS a`);
    show('in', await sql`SELECT id FROM kinds WHERE id IN ${sql([1, 3])} ORDER BY id`);
    show('any', await sql`SELECT id FROM kinds WHERE id = ANY (${[1, 2]}) ORDER BY id`);
    show('json', await sql`SELECT ${sql.json({ a: [1, null] })} AS j`);
    show('dynamic', await sql`SELECT ${sql(['id', 't'])} FROM ${sql('kinds')} WHERE id = ${1}`);
    const many = await Promise.all(Array.from({ length: 50 }, (_, i) => sql`SELECT ${i}::int4 AS n`));
    show('pipelined', many.reduce((sum, rows) => sum + rows[0].n, 0));
    const described = await sql`SELECT id, n FROM kinds WHERE n > ${1} AND d < ${'2020-01-01'}`.describe();
    show('described', [described.types, described.columns.map(c => [c.name, c.type])]);
}

async function errors(sql) {
    await fails('syntax', sql`SELEC 1`);
    await fails('relation', sql`SELECT * FROM nothing`);
    await fails('division', sql`SELECT 1/(id - 1) FROM kinds`);
    await fails('value', sql`SELECT ${'abc'}::int4`);
    await fails('untyped', sql`SELECT ${1} IS NULL`);
    await fails('after all', sql`SELECT 1 AS fine`);
}

async function transactions(sql) {
    show('begin', await sql.begin(async tx => {
        await tx`SELECT 1`;
        await fails('savepoint', tx.savepoint(s => s`SELECT nothing`));
        return await tx`SELECT 2 AS two`;
    }));
    await fails('rollback', sql.begin(async tx => {
        await tx`SELECT 1`;
        throw new Error('mine');
    }));
    show('insert', await sql`INSERT INTO written ${sql([{ id: 1, name: 'a', amount: '1.5' }, { id: 2, name: null, amount: null }])}`.then(r => [r.command, r.count]));
    show('written', await sql`SELECT * FROM written ORDER BY id`);
    show('delete', await sql`DELETE FROM written`.then(r => [r.command, r.count]));
}

async function cursors(sql) {
    let n = 0, sum = 0;
    await sql`SELECT x FROM many ORDER BY x`.cursor(100, rows => {
        n++;
        sum += rows.reduce((a, r) => a + r.x, 0);
    });
    show('cursor', [n, sum]);
    for await (const rows of sql`SELECT x FROM many ORDER BY x`.cursor(10)) {
        show('left', rows.length);
        break;
    }
    n = 0;
    await sql`SELECT x FROM many`.forEach(() => n++);
    show('each', n);
    let text = '';
    const stream = await sql`COPY (SELECT id, t FROM kinds ORDER BY id) TO STDOUT`.readable();
    for await (const piece of stream)
        text += piece;
    show('copy out', text);
    const into = await sql`COPY many FROM STDIN`.writable();
    await new Promise((done, fail) => {
        into.on('error', fail);
        into.on('finish', done);
        into.write('1000001\n1000002\n');
        into.end();
    });
    show('copy in', await sql`SELECT count(*)::int4 AS n FROM many WHERE x > 1000000`);
    await sql`DELETE FROM many WHERE x > 1000000`;
}

(async () => {
    const sql = postgres({ host: process.env.PGHOST, port: +process.env.PGPORT, max: 1, onnotice: n => show('notice', [n.severity, n.code, n.message]),
        connection: { application_name: 'postgres.js' } });
    for (const part of [queries, parameters, errors, transactions, cursors])
        await part(sql);
    show('parameters', ['application_name', 'TimeZone', 'client_encoding', 'DateStyle'].map(n => sql.parameters[n]));
    await sql.end();
    console.log('end');
})().catch(e => {
    console.log('failed', e.message);
    process.exit(1);
});
