# Cohorts that stand twice: in files, and as tables of a database.

# Three waves with what makes counting hard: people without a code, codes as people write
# them, answers twice, user-missing codes, fractions of zero, blanks behind texts, letters
# beyond ASCII, a wave that did not ask. Codes are unlike but for how they are written.
engine_waves <- function(seed, n = 60) {
  set.seed(seed)
  codes <- sprintf("ab%03d", sample(900, n))
  written <- function(codes) {
    upper <- runif(length(codes)) < 0.3 & !is.na(codes)
    codes[upper] <- toupper(codes[upper])
    dashed <- runif(length(codes)) < 0.2 & !is.na(codes)
    codes[dashed] <- paste0(substr(codes[dashed], 1, 2), "-", substring(codes[dashed], 3))
    codes
  }
  columns <- function(codes, first) {
    k <- length(codes)
    out <- list(code = written(codes))
    out$sex <- new_labelled_column(
      sample(c(1, 2, 9, NA), k, TRUE, c(5, 4, 1, 1)), label = "Sex",
      labels = c(Woman = 1, Man = 2, Declined = 9), na_values = 9
    )
    out$region <- sample(c("North", "South", "S\u00fcd", "north", NA), k, TRUE)
    out$year <- new_labelled_column(if (first) sample(c(0, 1:4, NA), k, TRUE) else rep(NA_real_, k),
                                    label = "Year", labels = c(First = 1))
    for (item in paste0("q", 1:4)) {
      out[[item]] <- new_labelled_column(
        sample(c(1:4, -99, NA), k, TRUE, c(4, 3, 3, 4, 1, 1)), label = paste("Question", item),
        labels = c(Never = 1, Always = 4), na_values = -99
      )
    }
    none <- runif(k) < 0.1
    for (item in paste0("q", 1:4)) out[[item]] <- column_blank(out[[item]], none)
    out$sent <- as.double(seq_len(k))
    new_frame(out)
  }
  later <- function(share) {
    found <- c(sample(codes, round(n * share)), sprintf("zz%02d", sample(60, 5)))
    twice <- sample(found, sample(0:4, 1))
    sample(c(found, twice, rep(NA, sample(0:3, 1))))
  }
  list(pre = columns(c(codes, rep(NA, sample(0:2, 1))), TRUE), post = columns(later(0.8), FALSE),
       late = columns(later(0.5), FALSE))
}

# The same with what databases are known to stumble over, several at a time: texts that a
# collation or a pad takes for one another, -0, NaN, decimals, whole numbers beyond 2^31,
# items of whom nobody answered one, everyone of one group, very few people.
trapped_waves <- function(seed) {
  waves <- engine_waves(seed, c(60, 3, 20, 60, 1)[seed %% 5 + 1])
  set.seed(seed + 5000)
  one_of <- function(share) runif(1) < share
  texts <- c("North", "North ", "north", "NORTH", " North", "S\u00fcd", "Su\u0308d", "it's", "a\\b",
             "100%", "\u4e2d\u6587", "\U1F600", "\"quoted\"", "NULL", "", "-0", "1e3", NA)
  numbers <- c(-0, 0, NaN, NA, 0.1 + 0.2, 0.3, 1.5, -2.25, 2^31, 2^40, -1, 99)
  pools <- list(sample(texts, sample(2:length(texts), 1)), sample(numbers, sample(2:12, 1)))
  alone <- one_of(0.2)
  for (wave in names(waves)) {
    k <- length(waves[[wave]]$code)
    if (one_of(0.7)) waves[[wave]]$region <- sample(pools[[1]], k, TRUE)
    waves[[wave]]$hours <- if (wave != "late") sample(pools[[2]], k, TRUE) else rep(NA_real_, k)
    if (one_of(0.2)) waves[[wave]]$q3 <- column_blank(waves[[wave]]$q3, rep(TRUE, k))
    if (one_of(0.1)) for (item in paste0("q", 1:4)) {
      waves[[wave]][[item]] <- column_blank(waves[[wave]][[item]], rep(TRUE, k))
    }
    if (alone) waves[[wave]]$sex[] <- 1
    padded <- runif(k) < 0.3 & !is.na(waves[[wave]]$code)
    waves[[wave]]$code[padded] <- paste0(" ", waves[[wave]]$code[padded], sample(c(" ", ".", "\t"), 1))
  }
  waves
}

# DuckDB's type of a column of texts that are listed: what a factor becomes there.
enum_of <- function(waves, column) {
  texts <- unique(unlist(lapply(waves, function(wave) bare_values(wave[[column]]))))
  texts <- texts[!is.na(texts)]
  if (!length(texts)) return("text")
  paste0("ENUM(", paste0("'", gsub("'", "''", texts), "'", collapse = ", "), ")")
}

# What a database may call the columns of these, by the seed.
trapped_types <- function(seed, dialect, waves = NULL) {
  of <- function(...) c(...)[seed %% length(c(...)) + 1]
  if (dialect == "sqlite") {
    text <- of("TEXT", "TEXT COLLATE NOCASE", "TEXT COLLATE RTRIM", "")
    return(c(code = text, region = text, sex = of("INTEGER", "REAL", ""), year = of("", "REAL"),
             hours = of("REAL", "NUMERIC", ""), q1 = of("INTEGER", "REAL"), q2 = of("", "REAL", "INT"),
             q3 = "INTEGER", q4 = of("DECIMAL(5, 2)", "INTEGER"), sent = of("INTEGER", "REAL")))
  }
  if (dialect == "duckdb") {
    loose <- of("text", "text collate nocase", "text collate noaccent", "text collate nfc")
    # Every third seed has a driver that gives whole numbers of 128 bits as text.
    huge <- if (seed %% 3 == 2) "int" else "hugeint"
    listed <- if (seed %% 5 == 0) enum_of(waves, "region")
    return(c(code = loose, region = listed %||% loose,
             sex = of("utinyint", huge, "decimal(38, 1)", "bigint", "float"),
             year = of("uinteger", "decimal", huge), hours = "double",
             q1 = of("tinyint", "decimal(4, 1)", "bigint"), q2 = of("double", "smallint", huge),
             q3 = of("tinyint", "int"), q4 = of("real", "decimal", "int", "bigint"),
             sent = of("int", "ubigint", "decimal(9, 0)")))
  }
  c(code = of("text", "varchar(20)"), region = of("text", "varchar(60)"),
    sex = of("int", "smallint", "bigint", "numeric(9, 2)", "double precision"),
    year = of("bigint", "int", "numeric"), hours = "double precision",
    q1 = of("int", "numeric(4, 1)", "bigint"), q2 = of("double precision", "smallint"),
    q3 = of("bigint", "int"), q4 = of("real", "numeric", "int"), sent = of("int", "bigint"))
}

engine_parts <- function(duplicates = "most_complete", hours = FALSE) {
  list(
    id = list(column = "code", duplicates = duplicates),
    scales = list(
      calm = list(items = "q1:q3", range = c(1, 4), reverse = "q2", score = "sum",
                  min_items = 2),
      whole = list(items = "q1:q4", range = c(1, 4), margin = 0.5)
    ),
    demographics = list(list(column = "sex", label = "Sex", undisclosed = TRUE),
                        list(column = "region"), list(column = "year"),
                        if (hours) list(column = "hours"))[seq_len(3 + hours)]
  )
}

# The cohort of the waves in files, in a folder whose `pre.sav` is the codebook as well.
engine_local <- function(waves, folder, ...) {
  for (wave in names(waves)) {
    # SPSS has an empty text for none.
    suppressWarnings(write_survey(waves[[wave]], file.path(folder, paste0(wave, ".sav"))),
                     classes = "pairwave_warning")
  }
  files <- stats::setNames(paste0(names(waves), ".sav"), names(waves))
  plan <- do.call(study, c(list(waves = files, dir = folder), engine_parts(...)))
  # In a .sav blanks behind a text are none of it.
  surveys <- read_waves(plan)
  for (wave in names(waves)) {
    surveys[[wave]]$region[] <- ifelse(is.na(waves[[wave]]$region), "", waves[[wave]]$region)
  }
  build_cohort(plan, surveys)
}

# The same of tables behind connections: `source` says what the study says of them.
engine_cohort <- function(connections, folder, waves, source = list(), ...) {
  tables <- lapply(stats::setNames(nm = waves), function(wave) list(table = wave, order = "sent"))
  read_cohort(
    do.call(study, c(list(waves = tables, sources = list(db = source), codebook = "pre.sav",
                          dir = folder), engine_parts(...))),
    connections = connections
  )
}

engine_tables <- function(con, waves, types = NULL) {
  for (wave in names(waves)) {
    rows <- as.data.frame(lapply(waves[[wave]], bare_values))
    if (!is.null(types)) {
      DBI::dbExecute(con, paste0("CREATE TABLE ", wave, " (",
                                 paste(names(rows), types[names(rows)], collapse = ", "), ")"))
    }
    DBI::dbWriteTable(con, wave, rows, row.names = FALSE, append = !is.null(types))
  }
}

# The waves as tables, anew; `types` has those of columns that are not what R makes of them.
typed_tables <- function(con, waves, types = NULL) {
  text <- function(x) {
    if (is.character(x)) return(ifelse(is.na(x), "NULL", paste0("'", gsub("'", "''", enc2utf8(x)), "'")))
    ifelse(is.na(x) & !is.nan(x), "NULL", paste0("'", sprintf("%.17g", x), "'"))
  }
  for (wave in names(waves)) {
    columns <- lapply(unclass(waves[[wave]]), bare_values)
    DBI::dbGetQuery(con, paste("DROP TABLE IF EXISTS", wave))
    DBI::dbGetQuery(con, paste0("CREATE TABLE ", wave, " (", typed_columns(columns, types),
                                ")"))
    if (!length(columns[[1]])) next
    rows <- do.call(paste, c(unname(lapply(columns, text)), sep = ", "))
    DBI::dbGetQuery(con, paste0("INSERT INTO ", wave, " VALUES ",
                                paste0("(", rows, ")", collapse = ", ")))
  }
}

# Columns with their types, as a table is made of them.
typed_columns <- function(columns, types) {
  usual <- vapply(columns, function(x) if (is.character(x)) "text" else "int", "")
  usual[names(usual) %in% names(types)] <- types[intersect(names(usual), names(types))]
  paste(names(usual), usual, collapse = ", ")
}

# Results that counts alone can give, of either kind of cohort: `which` of them, or what is said
# where there is none.
engine_results <- function(cohort, which = names(results)) {
  results <- list(
    flow = participation,
    divided = function(x) {
      demographics(x, who = c("pre+post", "linked"), by = "sex", denominator = "disclosed")
    },
    grouped = function(x) paired_change(x, by = "sex", scales = "calm"),
    nominal = function(x) item_change(x, scales = character(), nominal = "region"),
    counts = demographics, change = paired_change, items = item_change,
    kept = persistence, means = wave_means, reliability = scale_reliability
  )
  lapply(results[which], function(make) {
    tryCatch(make(cohort), pairwave_error = function(e) c(class(e)[1], conditionMessage(e)))
  })
}

# The waves in four parts, every person in one of them in all waves; `shard` says which.
shard_waves <- function(waves) {
  shard <- lapply(waves, function(wave) {
    code <- gsub("[^a-z0-9]", "", tolower(wave$code))
    ifelse(is.na(code), seq_along(code), suppressWarnings(as.integer(substring(code, 3)))) %% 4
  })
  lapply(0:3, function(i) {
    Map(function(wave, of) {
      out <- frame_rows(wave, which(of == i))
      for (column in names(out)) out[[column]] <- column_slice(wave[[column]], which(of == i))
      out$shard <- rep(as.double(i), sum(of == i))
      out
    }, waves, shard)
  })
}

# A cohort of two small tables in SQLite.
small_engine_cohort <- function(..., tables = small_tables(), source = list(),
                                frame = parent.frame()) {
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()), .local_envir = frame)
  for (name in names(tables)) DBI::dbWriteTable(con, name, tables[[name]])
  read_cohort(small_engine_study(..., source = source), connections = list(db = con))
}

small_tables <- function() {
  list(
    pre = data.frame(code = c("a1", "b2", "c3", NA), sex = c(1, 2, 2, 1), q1 = c(1, 2, 4, 3),
                     q2 = c(2, 2, NA, 1)),
    post = data.frame(code = c("a1", "c3", "d4"), sex = c(1, 2, NA), q1 = c(3, 4, 2),
                      q2 = c(4, 1, 2))
  )
}

small_engine_study <- function(..., source = list(),
                               waves = list(pre = list(table = "pre", label = "Before"),
                                            post = list(table = "post", label = "After"))) {
  given <- list(...)
  usual <- list(
    waves = waves, sources = list(db = source), id = "code",
    scales = list(s = list(items = "q1:q2", range = c(1, 4))),
    demographics = list(list(column = "sex", label = "Sex"))
  )
  usual[names(given)] <- given
  do.call(study, usual)
}
