#!/usr/bin/env bash
# psql's commands that look at the catalog: none may fail, and what they show of our tables is right.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

init_data && start_server || { report "the server starts" 1 && finish; }

ask() {
    PGCONNECT_TIMEOUT=20 psql -X -h 127.0.0.1 -p "$server_port" -U tester -d pivot -c "$1" 2>&1
}

commands=(
    '\d' '\d+' '\dS' '\d instruments' '\d+ instruments' '\d trades_1d' '\d pg_class' '\d pg_type'
    '\d instruments_pkey' '\d trades_1d_rollup_mv' '\dt' '\dt+' '\dtS' '\dt pivot.*' '\dv' '\dv+'
    '\dvS' '\dm' '\dm+' '\di' '\di+' '\ds' '\dE' '\dn' '\dn+' '\du' '\du+' '\dg' '\df' '\dfS ab*'
    '\df+' '\da' '\daS s*' '\dT' '\dT+' '\dTS' '\do' '\doS ~' '\dO' '\dD' '\dp' '\z' '\ddp' '\dx'
    '\dx+' '\l' '\l+' '\db' '\db+' '\dc' '\dcS' '\dC' '\dC+' '\dL' '\dA' '\dA+' '\dAc' '\dAf' '\dAo'
    '\dAp' '\des' '\dew' '\det' '\deu' '\dRp' '\dRs' '\dy' '\dF' '\dFd' '\dFp' '\dFt' '\dd' '\dl'
    '\dP' '\dX' '\drds' '\dconfig' '\dconfig *' '\encoding' '\conninfo'
)
for command in "${commands[@]}"; do
    output=$(ask "$command")
    case $output in
    *ERROR:*) report "$command" 1 "$output" ;;
    *) report "$command" 0 ;;
    esac
done

matches '\d shows columns, types and keys' "$(ask '\d instruments')" \
    '*symbol * text * not null *"instruments_pkey" PRIMARY KEY, btree (symbol)*'
matches '\dt+ shows comments' "$(ask '\dt+ constituents')" '*constituents*table*tester*What funds hold*'
matches '\d of nothing' "$(ask '\d nothing')" 'Did not find any relation named "nothing".'
is 'information_schema agrees' "$(sql -c "SELECT count(*) FROM information_schema.columns
    WHERE table_schema = 'pivot' AND table_name = 'instruments'")" \
    "$(sql -c "SELECT count(*) FROM pg_attribute WHERE attrelid = 'instruments'::regclass AND attnum > 0")"
finish
