# ruby-pg: prints what it sees of the server that PGHOST and PGPORT say.
require 'pg'

def show(title)
  result = yield
  return puts "#{title}: #{result.inspect}" unless result.is_a? PG::Result
  puts "#{title}: #{result.fields.each_with_index.map { |f, i| [f, result.ftype(i), result.fmod(i), result.fformat(i)] }.inspect}"
  result.values.each { |row| puts "  #{row.inspect}" }
  puts "  #{result.cmd_status}"
rescue PG::Error => e
  fields = e.result ? [PG::PG_DIAG_SQLSTATE, PG::PG_DIAG_MESSAGE_PRIMARY, PG::PG_DIAG_STATEMENT_POSITION].map { |f| e.result.error_field(f) } : e.message
  puts "#{title}: #{e.class} #{fields.inspect}"
end

c = PG.connect
c.set_notice_receiver { |r| puts "notice #{r.error_field(PG::PG_DIAG_MESSAGE_PRIMARY)}" }
show('all') { c.exec('SELECT * FROM kinds ORDER BY id') }
show('parameters') { c.exec_params('SELECT id, $2::text, $3::int4 FROM kinds WHERE id = $1', [1, "é 'x", nil]) }
show('binary') { c.exec_params('SELECT id, i8, f8, b, t, by FROM kinds WHERE id = $1', [1], 1) }
show('binary parameter') { c.exec_params('SELECT $1::int4 + 1, $2::bytea', [{ value: [41].pack('N'), format: 1, type: 23 }, { value: "\x00\xff".b, format: 1 }]) }
show('untyped') { c.exec_params('SELECT $1 IS NULL', [1]) }
show('syntax') { c.exec('SELEC 1') }
show('column') { c.exec('SELECT nothing') }
show('division') { c.exec('SELECT 1/(id - 1) FROM kinds') }
show('several') { c.exec('SELECT 1; SELECT 2') }

# Type maps: read from the catalog, then values of Ruby's own classes.
map = PG::BasicTypeMapForResults.new(c)
show('casted') { c.exec('SELECT id, i8, f8, b, t, d, ia, ta, n, j FROM kinds ORDER BY id').map_types!(map).values.map { |r| r.map(&:to_s) } }
c.type_map_for_queries = PG::BasicTypeMapForQueries.new(c)
show('ruby values') { c.exec_params('SELECT $1, $2, $3, $4, $5', [1, 1.5, true, 'x', [1, 2]]) }
c.type_map_for_queries = PG::TypeMapAllStrings.new

c.prepare('by_id', 'SELECT id, n, v FROM kinds WHERE id = $1 AND (n < $2 OR n IS NULL)')
described = c.describe_prepared('by_id')
show('described') { [described.nparams, (0...described.nparams).map { |i| described.paramtype(i) }, described.fields] }
[1, 2].each { |id| show("prepared #{id}") { c.exec_prepared('by_id', [id, 10_000]) } }
show('prepared twice') { c.prepare('by_id', 'SELECT 1') }
show('deallocate') { c.exec('DEALLOCATE by_id') }
show('gone') { c.exec_prepared('by_id', [1, 1]) }

show('transaction') { c.transaction { |t| t.exec('SELECT 1 AS one') } }
show('failed transaction') { c.transaction { |t| t.exec('SELECT 1/0') } }
show('status') { c.transaction_status }

# Row by row, pipelines, COPY.
c.send_query('SELECT x FROM many ORDER BY x')
c.set_single_row_mode
n = 0
c.get_result.stream_each { |row| n += row['x'].to_i }
c.get_last_result
show('row by row') { n }
c.enter_pipeline_mode
c.send_query_params('SELECT 1 AS a', [])
c.send_query_params('SELECT 1/$1::int4 FROM kinds', [0])
c.send_query_params('SELECT 2 AS b', [])
c.pipeline_sync
seen = []
until seen.last == PG::PGRES_PIPELINE_SYNC
  begin
    result = c.get_result
    seen << result.result_status if result
  rescue PG::Error => e
    seen << (e.result ? e.result.result_status : 0)
  end
end
c.exit_pipeline_mode
show('pipeline') { seen }
show('copy in') do
  c.copy_data('COPY written FROM STDIN') do
    c.put_copy_data("1\ta\t1.5\n")
    c.put_copy_data("2\t\\N\t\\N\n")
  end
end
show('written') { c.exec('SELECT * FROM written ORDER BY id') }
show('bad copy') { c.copy_data('COPY written FROM STDIN') { c.put_copy_data("x\ta\t1\n") } }
show('left copy') { c.copy_data('COPY written FROM STDIN') { c.put_copy_data("7\ta\t1\n"); raise PG::Error, 'mine' } }
lines = []
c.copy_data('COPY (SELECT id, name FROM written ORDER BY id) TO STDOUT CSV HEADER') { while (line = c.get_copy_data) do lines << line end }
show('copy out') { lines }
decoded = []
c.copy_data('COPY (SELECT id, t FROM kinds ORDER BY id) TO STDOUT (FORMAT binary)') { while (row = c.get_copy_data) do decoded << row.unpack1('H*') end }
show('binary copy') { decoded }
show('delete') { c.exec('DELETE FROM written') }
show('cancel') do
  c.send_query('SELECT count(*) FROM many a, many b, many c, many d')
  sleep 0.2
  c.cancel
  c.get_last_result
end
show('after it') { c.exec('SELECT 1 AS one') }
c.close
puts 'end'
