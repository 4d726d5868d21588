-- why: the server, before anything else
-- shape: yes
select round(extract(epoch from pg_postmaster_start_time() at time zone 'UTC')) as startup_time

-- why: databases
-- shape: yes
select N.oid::bigint as id, datname as name, D.description, datistemplate as is_template, datallowconn as allow_connections, pg_catalog.pg_get_userbyid(N.datdba) as "owner" from pg_catalog.pg_database N left join pg_catalog.pg_shdescription D on N.oid = D.objoid order by case when datname = pg_catalog.current_database() then -1::bigint else N.oid::bigint end

-- why: schemas with what they were changed by
-- shape: yes
select N.oid::bigint as id, N.xmin as state_number, nspname as name, D.description, pg_catalog.pg_get_userbyid(N.nspowner) as "owner" from pg_catalog.pg_namespace N left join pg_catalog.pg_description D on N.oid = D.objoid order by case when nspname = pg_catalog.current_schema() then -1::bigint else N.oid::bigint end

-- why: access methods
select A.oid as access_method_id, A.amname as access_method_name, A.amtype as access_method_type from pg_catalog.pg_am A order by 1

-- why: roles
-- shape: yes
select R.oid::bigint as role_id, rolname as role_name, rolsuper as is_super, rolinherit as is_inherit, rolcreaterole as can_createrole, rolcreatedb as can_createdb, rolcanlogin as can_login, rolconnlimit as conn_limit, rolvaliduntil as valid_until, rolbypassrls as bypass_rls from pg_catalog.pg_roles R

-- why: relations of a schema
-- shape: yes
select T.relkind as table_kind, T.relname as table_name, T.oid as table_id, T.xmin as table_state_number, T.relhasoids_copy as has_oids, T.reltablespace as tablespace_id, T.reloptions as options, T.relpersistence as persistence, (select pg_catalog.array_agg(inhparent::bigint order by inhseqno)::varchar from pg_catalog.pg_inherits where T.oid = inhrelid) as ancestors, T.relispartition as is_partition, pg_catalog.pg_get_expr(T.relpartbound, T.oid) as partition_expression, T.relam am_id, pg_catalog.pg_get_userbyid(T.relowner) as "owner" from (select *, false as relhasoids_copy, xmin from pg_catalog.pg_class) T where relnamespace = 'pivot'::regnamespace::oid and relkind in ('r', 'm', 'v', 'f', 'p') order by table_kind, table_id

-- why: columns
-- shape: yes
with T as (select T.oid as table_id, T.relname as table_name from pg_catalog.pg_class T where T.relnamespace = 'pivot'::regnamespace::oid and T.relkind in ('r', 'm', 'v', 'f', 'p')) select T.table_id, C.attnum as column_position, C.attname as column_name, C.atttypmod as type_mod, C.attndims as dimensions_number, pg_catalog.format_type(C.atttypid, C.atttypmod) as type_spec, C.atttypid as type_id, C.attnotnull as mandatory, pg_catalog.pg_get_expr(D.adbin, T.table_id) as column_default_expression, not C.attislocal as column_is_inherited, C.attfdwoptions as options, C.attisdropped as column_is_dropped, C.attidentity as identity_kind, C.attgenerated as generated from T join pg_catalog.pg_attribute C on T.table_id = C.attrelid left outer join pg_catalog.pg_attrdef D on (C.attrelid, C.attnum) = (D.adrelid, D.adnum) where attnum > 0 order by table_id, attnum

-- why: indexes and their columns
-- shape: yes
select tab.oid as table_id, tab.relkind as table_kind, ind_stor.relname as index_name, ind_head.indexrelid as index_id, ind_head.indisunique as is_unique, ind_head.indisprimary as is_primary, pg_catalog.pg_get_expr(ind_head.indpred, ind_head.indrelid) as condition, opcmethod as access_method_id from pg_catalog.pg_class tab join pg_catalog.pg_index ind_head on ind_head.indrelid = tab.oid join pg_catalog.pg_class ind_stor on tab.relnamespace = ind_stor.relnamespace and ind_stor.oid = ind_head.indexrelid left join pg_catalog.pg_opclass on pg_opclass.oid = ANY(indclass) where tab.relnamespace = 'pivot'::regnamespace::oid and tab.relkind in ('r', 'm', 'v', 'p')

-- why: constraints
-- shape: yes
select T.oid as table_id, relkind as table_kind, C.oid::bigint as con_id, conname as con_name, contype as con_kind, conkey as con_columns, conindid as index_id, confrelid as ref_table_id, condeferrable as is_deferrable, condeferred as is_init_deferred, confupdtype as on_update, confdeltype as on_delete, connoinherit as no_inherit, pg_catalog.pg_get_expr(conbin, T.oid) as con_expression, confkey as ref_columns, conexclop::int[] as excl_operators, array(select unnest::regoper::varchar from unnest(conexclop)) as excl_operators_str from pg_catalog.pg_constraint C join pg_catalog.pg_class T on C.conrelid = T.oid where relkind in ('r', 'v', 'f', 'p') and relnamespace = 'pivot'::regnamespace::oid and contype in ('p', 'u', 'f', 'c', 'x') and connamespace = 'pivot'::regnamespace::oid

-- why: definitions of views
-- shape: yes
select T.relkind as view_kind, T.oid as view_id, pg_catalog.pg_get_viewdef(T.oid, true) as source_text from pg_catalog.pg_class T join pg_catalog.pg_namespace N on T.relnamespace = N.oid where N.oid = 'pivot'::regnamespace::oid and T.relkind in ('m', 'v')

-- why: routines
-- shape: yes
with languages as (select oid as lang_oid, lanname as lang from pg_catalog.pg_language), routines as (select proname as r_name, prolang as lang_oid, oid as r_id, proargnames as arg_names, proargmodes as arg_modes, proargtypes::int[] as in_arg_types, proallargtypes::int[] as all_arg_types, proretset as ret_set, prorettype as ret_type_id, prokind as kind, provolatile as volatile_kind, proisstrict as is_strict, prosecdef as is_security_definer, procost as cost, prorows as rows from pg_catalog.pg_proc where pronamespace = 'pivot'::regnamespace::oid) select * from routines natural join languages

-- why: extensions, collations, foreign servers
-- shape: yes
select (select count(*) from pg_catalog.pg_extension), (select count(*) from pg_catalog.pg_foreign_data_wrapper), (select count(*) from pg_catalog.pg_user_mappings), (select count(*) from pg_catalog.pg_trigger), (select count(*) from pg_catalog.pg_event_trigger)

-- why: descriptions
-- shape: yes
select D.objoid id, case when 'pg_catalog.pg_type'::regclass = classoid then 'T' when 'pg_catalog.pg_am'::regclass = classoid then 'A' end as kind, D.objsubid sub_id, D.description from pg_catalog.pg_description D where classoid in ('pg_catalog.pg_type'::regclass, 'pg_catalog.pg_am'::regclass)
