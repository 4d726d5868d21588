# Pgtcl: prints what it sees of the server that PGHOST and PGPORT say.
package require Pgtcl

proc show {title result} {
    puts "$title: [pg_result $result -status] [pg_result $result -error sqlstate]"
    if {[pg_result $result -numAttrs] > 0} {
        puts "  [pg_result $result -lAttributes]"
        for {set i 0} {$i < [pg_result $result -numTuples]} {incr i} { puts "  [pg_result $result -getTuple $i]" }
    }
    puts "  [pg_result $result -cmdTuples]"
    pg_result $result -clear
}

set c [pg_connect -conninfo ""]
foreach sql {{SELECT * FROM kinds ORDER BY id} {SELECT nothing} {SELECT 1/(id - 1) FROM kinds} {INSERT INTO written VALUES (1, 'a', 2)}
    {UPDATE written SET name = 'b'} {SELECT * FROM written} {DELETE FROM written} {} {SHOW client_encoding}} {
    show $sql [pg_exec $c $sql]
}
show prepare [pg_exec $c {PREPARE p (int4) AS SELECT id, v FROM kinds WHERE id = $1}]
show prepared [pg_exec_prepared $c p {} {} 3]
pg_select $c {SELECT id, t FROM kinds ORDER BY id} row { puts "select $row(id) $row(t)" }
pg_execute -array row $c {SELECT x FROM many ORDER BY x LIMIT 3} { puts "execute $row(x)" }
show begin [pg_exec $c BEGIN]
show error [pg_exec $c {SELECT nothing}]
show rollback [pg_exec $c ROLLBACK]
pg_sendquery $c {SELECT 1 AS a; SELECT 2 AS b}
while {[set r [pg_getresult $c]] ne ""} { show asynchronous $r }
pg_disconnect $c
puts end
