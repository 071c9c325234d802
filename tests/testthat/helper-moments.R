# A cohort in files, and the same of tables of a source that gives sums of scores alone, over
# `least` people or more.
moments_case <- function(seed, least, waves = engine_waves(seed), frame = parent.frame(), ...) {
  folder <- withr::local_tempdir(.local_envir = frame)
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()), .local_envir = frame)
  local <- engine_local(waves, folder, ...)
  engine_tables(con, waves)
  list(local = local, waves = waves, folder = folder, con = con, least = least,
       cohort = engine_cohort(list(db = con), folder, names(waves),
                              source = list(moments = least), ...))
}

# Two waves whose codes stand once, of an engine that is not here.
small_moments_plan <- function(dialect) {
  dialect <- dialect_of(dialect)
  of <- function(wave) {
    list(table = wave, columns = list(code = character(), q1 = double(), q2 = double()),
         types = list(code = "text", q1 = "whole", q2 = "whole"), order = NULL,
         where = character(), plain = TRUE)
  }
  list(dialect = dialect, quote = quoting_of(dialect), key = "code", exact = TRUE,
       duplicates = "none", shard = NULL, moments = 10,
       waves = list(pre = of("pre"), post = of("post")))
}
