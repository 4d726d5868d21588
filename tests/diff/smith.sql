-- Leaves in the catalog what sqlsmith may say to pgpivot: standard input has diff_smith_words' rows.
-- Functions that give sets, sqlsmith does not say. What it asks the catalog with must stay.
CREATE TEMP TABLE word (kind "char", name text, types oid[]);
\copy pg_temp.word FROM pstdin
DROP VIEW pivot.balances_lines, pivot.look_through_trades, pivot.stored_trades, pivot.top_level_trades, pivot.instruments_now;
DROP FUNCTION pivot.trades_1d_lines, pivot.positions_lines, pivot.look_through_paths;
WITH needed AS MATERIALIZED (
    SELECT oid, oprcode FROM pg_operator
    WHERE ARRAY[oprleft, oprright] && ARRAY['name', 'oid', '"char"', 'regtype']::regtype[]::oid[]
    OR (oprname = '<>' AND oprleft = 'text'::regtype)),
gone AS (
    DELETE FROM pg_operator
    WHERE oid NOT IN (SELECT oid FROM needed)
    AND NOT EXISTS (SELECT FROM word WHERE kind = 'o' AND name = oprname
                    AND types IN ('{}', ARRAY[oprleft, oprright])))
UPDATE pg_proc SET proretset = true
WHERE prokind IN ('f', 'a') AND oid NOT IN (SELECT oprcode FROM needed)
AND proname NOT IN ('quote_ident', 'format')
AND NOT EXISTS (SELECT FROM word WHERE kind = prokind AND name = proname
                AND types IN ('{}', proargtypes::oid[]));
