# DBD::Pg: prints what it sees of the server that PGHOST and PGPORT say.
use strict;
use warnings;
use utf8;
use DBI;
use DBD::Pg qw(:pg_types);

binmode STDOUT, ':utf8';
my $dbh = DBI->connect("dbi:Pg:dbname=$ENV{PGDATABASE}", $ENV{PGUSER}, '',
    { RaiseError => 0, PrintError => 0, AutoCommit => 1, pg_enable_utf8 => 1 }) or die DBI->errstr;

sub text {
    return join '|', map { !defined $_ ? 'NULL' : ref $_ eq 'ARRAY' ? '[' . text(@$_) . ']' : $_ } @_;
}

sub show {
    my ($title, $sth) = @_;
    return print "$title: ", $dbh->state, ' ', $dbh->errstr, "\n" if !$sth || $dbh->err;
    print "$title: ", text(@{ $sth->{NAME} || [] }), "\n" if $sth->{NUM_OF_FIELDS};
    while (my $row = $sth->fetchrow_arrayref) { print '  ', text(@$row), "\n" }
}

sub run {
    my ($sql, @values) = @_;
    my $sth = $dbh->prepare($sql);
    my $n = $sth && $sth->execute(@values);
    show($sql, $sth);
    print "  $n\n" if defined $n;
    return $sth;
}

my $all = run('SELECT * FROM kinds ORDER BY id');
print text(@{ $all->{TYPE} }), "\n", text(@{ $all->{pg_type} }), "\n", text(@{ $all->{PRECISION} }), "\n",
    text(@{ $all->{SCALE} }), "\n", text(@{ $all->{NULLABLE} }), "\n";
run('SELECT id, t FROM kinds WHERE id = ? AND b = ? AND d > ?', 1, 't', '2000-01-01');
run('SELECT id FROM kinds WHERE id = $1 OR t = $2 ORDER BY id', 1, "é 'x");
my $named = $dbh->prepare('SELECT id FROM kinds WHERE id = :id');
$named->bind_param(':id', 1);
$named->execute;
show('a named parameter', $named);
run('SELECT ?::int[], ?::text[]', [1, undef, 3], ['a', 'b "c"']);
run('SELECT id FROM kinds WHERE id = ANY(?) ORDER BY id', [1, 3]);
run('SELECT nothing FROM kinds');
run('SELECT * FROM nothing WHERE a = ?', 1);
run('SELECT ?::int4', 'abc');
run('SELECT 1/(id - 1) FROM kinds');
run('SELEC 1');

# bytea both ways, and a statement that is run often.
my $sth = $dbh->prepare('SELECT by, length(by) FROM kinds WHERE by = ?');
$sth->bind_param(1, "\x00\xff\x10", { pg_type => PG_BYTEA });
$sth->execute;
show('bytea', $sth);
$sth = $dbh->prepare('SELECT t FROM kinds WHERE id = ?');
for my $id (1 .. 3) { $sth->execute($id); show("id $id", $sth) }

# Writing, transactions, savepoints.
$dbh->begin_work;
run('INSERT INTO written VALUES (?, ?, ?)', 1, 'a', '1.5');
print 'rows ', $dbh->do('INSERT INTO written VALUES (2, NULL, NULL), (3, ?, 2)', undef, 'ü'), "\n";
$dbh->commit;
run('UPDATE written SET name = ? WHERE id > ?', 'z', 1);
run('SELECT * FROM written ORDER BY id');
run('DELETE FROM written');
$dbh->begin_work;
$dbh->pg_savepoint('a');
run('SELECT nothing');
run('SELECT 1');
$dbh->pg_rollback_to('a');
run('SELECT 2');
$dbh->rollback;
print 'ping ', $dbh->ping, ' state ', $dbh->state, "\n";

# Cursors and COPY.
$dbh->begin_work;
run('DECLARE c CURSOR FOR SELECT x FROM many ORDER BY x');
run('FETCH 3 FROM c');
run('MOVE 10 IN c');
run('FETCH 1 FROM c');
run('CLOSE c');
$dbh->commit;
$dbh->do('COPY (SELECT id, t FROM kinds ORDER BY id) TO STDOUT');
my $line = '';
while ($dbh->pg_getcopydata($line) >= 0) { print "copy $line" }
$dbh->do('COPY written FROM STDIN');
$dbh->pg_putcopydata("5\tfive\t5\n");
$dbh->pg_putcopydata("6\t\\N\t\\N\n");
print 'end of copy ', $dbh->pg_putcopyend ? 1 : 0, "\n";
run('SELECT * FROM written ORDER BY id');
run('DELETE FROM written');

# Asynchronous.
$dbh->do('SELECT count(*) FROM many', { pg_async => PG_ASYNC });
print 'asynchronous ', $dbh->pg_result, "\n";

# The catalog.
sub catalog {
    my ($title, $sth, @columns) = @_;
    return print "$title: ", $dbh->errstr || 'none', "\n" if !$sth;
    print "$title\n";
    while (my $row = $sth->fetchrow_hashref) { print '  ', text(@$row{@columns}), "\n" }
}
catalog('tables', $dbh->table_info(undef, 'pivot', 'm%', 'TABLE'), qw(TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS));
catalog('columns', $dbh->column_info(undef, 'pivot', 'kinds', '%'),
    qw(COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE DECIMAL_DIGITS NULLABLE COLUMN_DEF ORDINAL_POSITION IS_NULLABLE pg_type));
catalog('primary key', $dbh->primary_key_info(undef, 'pivot', 'kinds'), qw(TABLE_NAME COLUMN_NAME KEY_SEQ PK_NAME));
print 'key ', text($dbh->primary_key(undef, 'pivot', 'kinds')), "\n";
catalog('foreign keys', $dbh->foreign_key_info(undef, undef, undef, undef, 'pivot', 'kinds'), 'FK_COLUMN_NAME');
catalog('statistics', $dbh->statistics_info(undef, 'pivot', 'kinds', 0, 0), qw(TABLE_NAME NON_UNIQUE TYPE ORDINAL_POSITION COLUMN_NAME));
print 'version ', int($dbh->{pg_server_version} / 10000), ' ', $dbh->quote("a'b\\c"), ' ',
    $dbh->quote_identifier('a"b'), "\n";
$dbh->disconnect;
print "end\n";
