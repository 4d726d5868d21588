SELECT NULL::name, NULL::name, 'UTF8', 'UCS', 'UTF8', current_database(), NULL::name, NULL::name
