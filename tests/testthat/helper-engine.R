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

engine_parts <- function(duplicates = "most_complete") {
  list(
    id = list(column = "code", duplicates = duplicates),
    scales = list(
      calm = list(items = "q1:q3", range = c(1, 4), reverse = "q2", score = "sum",
                  min_items = 2),
      whole = list(items = "q1:q4", range = c(1, 4), margin = 0.5)
    ),
    demographics = list(list(column = "sex", label = "Sex", undisclosed = TRUE),
                        list(column = "region"), list(column = "year"))
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
  read_cohort(do.call(study, c(list(waves = files, dir = folder), engine_parts(...))))
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

engine_tables <- function(con, waves) {
  for (wave in names(waves)) {
    DBI::dbWriteTable(con, wave, as.data.frame(lapply(waves[[wave]], bare_values)),
                      row.names = FALSE)
  }
}

# Results that counts alone can give, of either kind of cohort: `every` one, or those that
# take each kind of statement once.
engine_results <- function(cohort, every = TRUE) {
  some <- list(
    participation(cohort),
    demographics(cohort, who = c("pre+post", "linked"), by = "sex", denominator = "disclosed"),
    paired_change(cohort, by = "sex", scales = "calm"), item_change(cohort, scales = character(),
                                                                     nominal = "region")
  )
  if (!every) return(some)
  c(some, list(demographics(cohort), paired_change(cohort), item_change(cohort),
               persistence(cohort), wave_means(cohort), scale_reliability(cohort)))
}

# The waves in four parts, every person in one of them in all waves; `shard` says which.
shard_waves <- function(waves) {
  shard <- lapply(waves, function(wave) {
    code <- gsub("-", "", tolower(wave$code))
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
