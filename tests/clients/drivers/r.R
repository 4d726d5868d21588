# RPostgreSQL: prints what it sees of the server that PGHOST and PGPORT say.
suppressMessages(library(RPostgreSQL))
options(digits = 15, width = 200)

show <- function(title, value) {
  cat(title, ":\n", sep = "")
  got <- tryCatch(value, error = function(e) paste("error", conditionMessage(e)), warning = function(w) paste("warning", conditionMessage(w)))
  print(got)
}

c <- dbConnect(PostgreSQL(), dbname = Sys.getenv("PGDATABASE"), user = Sys.getenv("PGUSER"), host = Sys.getenv("PGHOST"),
               port = as.integer(Sys.getenv("PGPORT")))
show("tables", intersect(c("kinds", "written", "many"), dbListTables(c)))
show("there", dbExistsTable(c, "kinds"))
show("not there", dbExistsTable(c, "nothing"))
show("fields", dbListFields(c, "kinds"))
show("all", dbGetQuery(c, "SELECT id, i2, i8, f4, f8, n, b, t, v, c, d, ts, tz, ti, iv, ia, ta FROM kinds ORDER BY id"))
show("classes", sapply(dbGetQuery(c, "SELECT id, i8, f8, n, b, t, d, ts, tz FROM kinds"), class))
r <- dbSendQuery(c, "SELECT id, f8, n, v, ts FROM kinds ORDER BY id")
show("column info", dbColumnInfo(r)[, c("name", "Sclass", "type", "len", "precision", "scale", "nullOK")])
show("one", fetch(r, n = 1))
show("rest", fetch(r, n = -1))
show("completed", dbHasCompleted(r))
dbClearResult(r)
show("parameters", dbGetQuery(c, "SELECT id, v FROM kinds WHERE id = $1 AND v = $2", list(1L, "var")))
show("error", dbGetQuery(c, "SELECT nothing"))
show("alive", dbGetQuery(c, "SELECT 1 AS one"))
show("rows", nrow(dbGetQuery(c, "SELECT x FROM many")))
show("write", dbWriteTable(c, "from_r", data.frame(k = c(1L, NA, 3L), x = c(0.5, 1e300, NA), t = c("a", NA, "tab\there"), b = c(TRUE, FALSE, NA)),
                           row.names = FALSE))
show("written", dbReadTable(c, "from_r"))
show("append", dbWriteTable(c, "from_r", data.frame(k = 9L, x = 1, t = "z", b = TRUE), append = TRUE, row.names = FALSE))
show("sums", dbGetQuery(c, "SELECT count(*) AS n, sum(k) AS k, max(x) AS x FROM from_r"))
show("remove", dbRemoveTable(c, "from_r"))
show("begin", dbGetQuery(c, "BEGIN"))
show("rollback", dbRollback(c))
invisible(dbDisconnect(c))
cat("end\n")
