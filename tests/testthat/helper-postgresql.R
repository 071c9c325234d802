# PostgreSQL for tests: servers on loopback, started once for all files that run in one
# process and stopped at the end of it. PAIRWAVE_ENGINE_SERVERS=5 starts one for each of the
# databases, which else share one server.

postgresql_binaries <- function() {
  found <- Sys.glob("/usr/lib/postgresql/*/bin/initdb")
  if (length(found)) dirname(found[length(found)])
}

postgresql_databases <- c("whole", "shard0", "shard1", "shard2", "shard3")

# Where the servers are: the folder and, by database, the port. Skips with a word where
# there are none to start.
postgresql <- function() {
  skip_on_cran()
  skip_second_time()
  skip_if_not_installed("RPostgreSQL")
  if (is.null(postgresql_binaries())) skip("PostgreSQL's server is not installed")
  started <- made_once("postgresql", start_postgresql)
  if (is.null(started)) skip("PostgreSQL's server can't be started here")
  started
}

# Servers refuse to run as root: another user does it then.
as_server_user <- function(command) {
  root <- identical(system2("id", "-u", stdout = TRUE), "0")
  if (root) command <- paste("su postgres -s /bin/sh -c", shQuote(command))
  system(paste(command, ">/dev/null 2>&1"))
}

# Stops servers, and leaves nothing of their folder, once the process is gone, be it killed:
# a process of its own waits for that.
stop_when_gone <- function(pid, stop, folder) {
  root <- identical(system2("id", "-u", stdout = TRUE), "0")
  if (root) stop <- paste("su postgres -s /bin/sh -c", vapply(stop, shQuote, ""))
  script <- paste0("trap '' INT HUP TERM; while kill -0 ", pid, "; do sleep 2; done; ",
                   paste(stop, collapse = "; "), "; rm -rf ", shQuote(folder))
  apart <- if (nzchar(Sys.which("setsid"))) "setsid " else ""
  system(paste0(apart, "sh -c ", shQuote(script), " </dev/null >/dev/null 2>&1 &"))
}

start_postgresql <- function() {
  bin <- postgresql_binaries()
  folder <- tempfile("pg")
  dir.create(folder)
  Sys.chmod(c(dirname(folder), folder), "0777", use_umask = FALSE)
  servers <- as.integer(Sys.getenv("PAIRWAVE_ENGINE_SERVERS", "1"))
  ports <- free_ports(servers)
  data <- file.path(folder, paste0("data", seq_len(servers)))
  fine <- as_server_user(paste(file.path(bin, "initdb"), "-D", data[1], "-E UTF8 --locale=C.UTF-8",
                               "-A trust -U postgres --no-sync")) == 0
  for (other in data[-1]) fine <- fine && as_server_user(paste("cp -r", data[1], other)) == 0
  for (i in seq_len(servers)) {
    options <- paste0("-p ", ports[i], " -c listen_addresses=127.0.0.1 -c fsync=off ",
                      "-c shared_buffers=16MB -c unix_socket_directories=", folder)
    fine <- fine && as_server_user(paste(file.path(bin, "pg_ctl"), "-w -D", data[i], "-l",
                                         paste0(data[i], ".log"), "-o", shQuote(options, "cmd"),
                                         "start")) == 0
  }
  stop <- paste(file.path(bin, "pg_ctl"), "-m immediate -D", data, "stop")
  stop_when_gone(Sys.getpid(), stop, folder)
  if (!fine) return(NULL)
  ports <- rep_len(ports, length(postgresql_databases))
  names(ports) <- postgresql_databases
  for (name in postgresql_databases) {
    con <- DBI::dbConnect(RPostgreSQL::PostgreSQL(), host = "127.0.0.1", port = ports[[name]],
                          user = "postgres", dbname = "postgres")
    DBI::dbGetQuery(con, paste("CREATE DATABASE", name))
    DBI::dbDisconnect(con)
  }
  list(ports = ports)
}

free_ports <- function(n) {
  # Two processes that look at once begin at places of their own.
  ports <- 20000L + (Sys.getpid() * 7L + seq_len(20000L)) %% 20000L
  found <- integer()
  for (port in ports) {
    socket <- tryCatch(serverSocket(port), error = function(e) NULL)
    if (is.null(socket)) next
    close(socket)
    found <- c(found, port)
    if (length(found) == n) return(found)
  }
}

postgresql_connection <- function(name, frame = parent.frame()) {
  con <- DBI::dbConnect(RPostgreSQL::PostgreSQL(), host = "127.0.0.1",
                        port = postgresql()$ports[[name]], user = "postgres", dbname = name)
  DBI::dbGetQuery(con, "SET client_encoding TO 'UTF8'")
  DBI::dbGetQuery(con, "SET client_min_messages TO error")
  withr::defer(DBI::dbDisconnect(con), envir = frame)
  con
}

# The waves' tables on one server as those of four others, where they stand already.
foreign_tables <- function(con, waves, ports, types = NULL) {
  run <- function(...) DBI::dbGetQuery(con, paste0(...))
  run("CREATE EXTENSION IF NOT EXISTS postgres_fdw")
  run("SET enable_partitionwise_aggregate = on")
  run("SET enable_partitionwise_join = on")
  for (wave in names(waves)) {
    run("DROP TABLE IF EXISTS ", wave)
    run("CREATE TABLE ", wave, " (", typed_columns(waves[[wave]], types),
        ", shard int) PARTITION BY LIST (shard)")
    for (i in 0:3) {
      server <- paste0("server", i)
      run("CREATE SERVER IF NOT EXISTS ", server, " FOREIGN DATA WRAPPER postgres_fdw OPTIONS ",
          "(host '127.0.0.1', port '", ports[[paste0("shard", i)]], "', dbname 'shard", i,
          "', use_remote_estimate 'true')")
      run("CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER SERVER ", server,
          " OPTIONS (user 'postgres', password_required 'false')")
      run("CREATE FOREIGN TABLE ", wave, "_", i, " PARTITION OF ", wave, " FOR VALUES IN (", i,
          ") SERVER ", server, " OPTIONS (table_name '", wave, "')")
    }
  }
}
