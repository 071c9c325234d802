# A simulated cohort with nothing wrong, as files that a test spoils: sixty
# people, three waves, a scale of ten items and one of four, two demographics, a
# list of attendance, dates of completion.

clean_files <- function() {
  n <- 60
  person <- seq_len(n)
  code <- sprintf("%s%s%02d%s", LETTERS[person %% 23 + 1], LETTERS[(person * 7) %% 19 + 3],
                  (person * 11) %% 89 + 10, letters[(person * 5) %% 21 + 1])
  withr::local_seed(20212)
  level <- stats::rnorm(n)
  wave <- function(shift, from, who = person) {
    items <- function(k, stem, high) {
      middle <- (1 + high) / 2
      answers <- lapply(seq_len(k), function(i) {
        x <- middle + 0.55 * level + shift + stats::rnorm(n, sd = 0.75)
        pmin(pmax(round(x), 1), high)
      })
      stats::setNames(as.data.frame(answers), paste0(stem, seq_len(k)))
    }
    data <- data.frame(
      code = code, items(10, "g", 4), items(4, "b", 5),
      sex = rep(c(1, 2), n / 2), year = rep(3:5, each = n / 3),
      done = format(as.Date(from) + person %% 14)
    )
    # Nobody gave one answer throughout.
    data$g1 <- ifelse(data$g2 == data$g3, data$g2 %% 4 + 1, data$g1)
    data[who, ]
  }
  list(
    waves = list(pre = wave(0, "2019-10-01"), post = wave(0.4, "2019-12-10", 1:55),
                 six_month = wave(0.3, "2020-06-01", 6:50)),
    came = data.frame(code = code, w1 = 1, w2 = rep(0:1, n / 2)),
    study = list(
      waves = list(pre = list(file = "pre.csv", date = "done"),
                   post = list(file = "post.csv", date = "done"),
                   six_month = list(file = "six_month.csv", date = "done")),
      id = list(column = "code", max_edits = 1, confirm = "sex"),
      scales = list(
        confidence = list(items = "g1:g10", range = c(1, 4), min_items = 7),
        belonging = list(items = "b1:b4", range = c(1, 5), min_items = 3)
      ),
      demographics = list(list(column = "sex"), list(column = "year")),
      attendance = list(file = "came.csv", sessions = c("w1", "w2")),
      checks = list(min_linked = 0.6, min_records = 30)
    )
  )
}

# Writes the files, spoilt by `change`, and gives the study.
write_study_files <- function(files, dir) {
  for (wave in names(files$waves)) {
    utils::write.csv(files$waves[[wave]], file.path(dir, paste0(wave, ".csv")),
                     row.names = FALSE, na = "")
  }
  utils::write.csv(files$came, file.path(dir, "came.csv"), row.names = FALSE)
  do.call(study, c(files$study, dir = dir))
}

# The findings of the clean cohort after `change` has spoilt its files, and
# `edit` the text of one of them.
findings_after <- function(change = identity, edit = NULL, previous = NULL) {
  dir <- withr::local_tempdir()
  plan <- write_study_files(change(clean_files()), dir)
  if (!is.null(edit)) edit(dir)
  if (!is.null(previous)) {
    before <- withr::local_tempdir()
    previous <- read_cohort(write_study_files(previous(clean_files()), before))
  }
  check_cohort(plan, previous = previous)
}

# A column of a wave changed in some rows.
put <- function(wave, column, rows, value) {
  function(files) {
    files$waves[[wave]][[column]][rows] <- value
    files
  }
}

# Forty people, two waves, one scale of five items, nothing wrong with it.
clean_cohort <- function(change_pre = identity, change_post = identity,
                         pre_codes = sprintf("P%02d", 1:40),
                         post_codes = pre_codes, ...) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  answers <- function(shift) {
    base <- rep(1:4, 10)
    items <- lapply(1:5, function(i) base + shift + (i + seq_along(base)) %% 2)
    stats::setNames(as.data.frame(items), paste0("q", 1:5))
  }
  wave <- function(codes, shift, change, file) {
    data <- change(data.frame(code = codes, answers(shift), sex = rep(c("f", "m"), 20)))
    utils::write.csv(data, file.path(dir, file), row.names = FALSE, na = "")
  }
  wave(pre_codes, 0, change_pre, "pre.csv")
  wave(post_codes, 1, change_post, "post.csv")
  suppressWarnings(read_cohort(study(
    waves = list(pre = list(file = "pre.csv", label = "Before"),
                 post = list(file = "post.csv", label = "After")),
    id = "code", dir = dir,
    scales = list(a = list(label = "Confidence", items = paste0("q", 1:5),
                           range = c(1, 7), min_items = 4)),
    demographics = list(list(column = "sex", label = "Sex")),
    checks = list(min_linked = 0.6), ...
  )))
}

rules_of <- function(cohort) sort(unique(check_cohort(cohort)$rule))

# A wave with one value in some rows of a column.
set_rows <- function(column, rows, to) function(data) {
  data[[column]][rows] <- to
  data
}
