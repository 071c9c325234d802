# Studies of random files with what streaming must get right: user-missing codes, blanks,
# quoted empty texts, duplicates, messy codes, reversed items, columns whose type shows late.

stream_cells <- function(n, pool, quoted = FALSE) {
  x <- sample(pool, n, TRUE)
  if (quoted) paste0('"', x, '"') else x
}

random_stream_study <- function(seed, folder, coded = seed %% 4 != 0) {
  set.seed(seed)
  n_waves <- sample(3, 1)
  waves <- c("pre", "post", "six")[seq_len(n_waves)]
  range <- list(c(1, 4), c(0, 10), c(-2, 2))[[sample(3, 1)]]
  values <- seq(range[1], range[2])
  items <- paste0("q", seq_len(sample(2:4, 1)))
  declined <- sample(c(TRUE, FALSE), 1)
  codes <- unique(paste0(sample(c("A", "b", "\u00e9"), 30, TRUE), sample(40, 30, TRUE)))
  sex_pool <- list(c("f", "m", ""), c("f", "m", "", "Prefer not to say"),
                   c("1", "2", "", "NA"))[[sample(3, 1)]]
  quoted <- sample(c(TRUE, FALSE), 1)
  for (wave in waves) {
    n <- sample(c(0:3, 20:60), 1)
    id <- sample(c(codes, toupper(codes), paste0(" ", codes), "", "-"), n, TRUE)
    data <- list(
      code = id,
      sex = stream_cells(n, sex_pool, quoted && n > 0),
      yr = stream_cells(n, c(1:5, "", "NA", if (seed %% 3 == 0) "2.50")),
      note = stream_cells(n, c("x", "", "long, text", "2018-10-31"), TRUE)
    )
    for (item in items) {
      data[[item]] <- stream_cells(n, c(values, values, "", if (declined) "-99"))
    }
    # A value of another type, late in the column.
    if (n > 10 && seed %% 5 == 0) data$note[n] <- "12"
    lines <- do.call(paste, c(unname(data), sep = ";"))
    writeLines(c(paste(names(data), collapse = ";"), lines),
               file.path(folder, paste0(wave, ".csv")), useBytes = TRUE)
  }
  study(
    waves = stats::setNames(paste0(waves, ".csv"), waves),
    id = if (coded) list(column = "code", duplicates = sample(duplicate_rules, 1),
                         leading_zeros = sample(c("keep", "drop"), 1)),
    demographics = list(list(column = "sex"), list(column = "yr")),
    scales = list(s = list(items = items, range = range, min_items = sample(length(items), 1),
                           reverse = if (sample(2, 1) == 1) items[1],
                           score = sample(c("mean", "sum"), 1))),
    undisclosed = list(codes = if (declined) "-99" else "Prefer not to say"), dir = folder
  )
}

# What a call gives, or the words of its error.
outcome_of <- function(call) {
  tryCatch(suppressWarnings(call), error = function(e) {
    structure(list(class = class(e)[1], said = conditionMessage(e)), class = "outcome")
  })
}

streamed_results <- list(
  demographics = function(x) demographics(x),
  paired_change = function(x) paired_change(x),
  by = function(x) paired_change(x, by = "sex"),
  item_change = function(x) item_change(x),
  persistence = function(x) persistence(x),
  wave_means = function(x) wave_means(x),
  scale_reliability = function(x) scale_reliability(x),
  participation = function(x) participation(x)
)

expect_same_streamed <- function(plan, what) {
  force(plan)
  rows <- outcome_of(read_cohort(plan))
  stream <- outcome_of(read_cohort(plan, rows = "stream"))
  if (inherits(rows, "outcome")) return(expect_identical(stream, rows, info = what))
  expect_s3_class(stream, "pairwave_engine_cohort")
  for (name in names(streamed_results)) {
    expect_identical(outcome_of(streamed_results[[name]](stream)),
                     outcome_of(streamed_results[[name]](rows)), info = paste(what, name))
  }
}

# Functions of the package by others, until the caller ends.
replace_functions <- function(..., .env = parent.frame()) {
  here <- asNamespace("pairwave")
  put <- function(functions) for (name in names(functions)) {
    unlockBinding(name, here)
    assign(name, functions[[name]], here)
    lockBinding(name, here)
  }
  withr::defer(put(before), .env)
  before <- mget(names(list(...)), here)
  put(list(...))
}
