# The cohort of the demo study that the package comes with.
demo_cohort <- function() {
  made_once("demo", function() {
    read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
  })
}

# A small study in a folder of its own; `...` replaces tables before writing.
small_study_files <- function(..., study = NULL) {
  dir <- tempfile()
  dir.create(dir)
  tables <- utils::modifyList(list(
    pre = data.frame(code = c("AB12", "CD34", "EF56", "", "GH78", "gh-78"),
                     q1 = c(1, 2, 3, 4, 1, 1), q2 = c(1, 2, NA, 4, NA, 2),
                     sex = c(1, 2, NA, 1, 1, 1)),
    post = data.frame(code = c("ef56", "ab 12", "IJ90"),
                      q1 = c(2, 3, 4), q2 = c(4, 4, 4), sex = c(2, 2, 1)),
    attendance = data.frame(code = c("AB12", "EF56", "KL11", "kl 11"),
                            w1 = c(1, 0, 1, 0), w2 = c(1, 1, 0, 1),
                            focus = c("yes", "no", "no", "no"))
  ), list(...))
  for (name in names(tables)) {
    utils::write.csv(tables[[name]], file.path(dir, paste0(name, ".csv")),
                     row.names = FALSE, na = "")
  }
  path <- file.path(dir, "study.yml")
  writeLines(c(
    "title: A small study",
    "waves: {pre: {file: pre.csv, label: Before}, post: {file: post.csv, label: After}}",
    "id: {column: code}",
    "scales: {confidence: {label: Confidence, items: q1:q2, range: [1, 4], score: sum, min_items: 2}}",
    "demographics: [{column: sex, label: Sex}]",
    "attendance: {file: attendance.csv, sessions: [w1, w2], groups: [focus]}",
    study
  ), path)
  path
}

# A study whose later questionnaire asks the items again, as of before.
then_study <- function(dir, post = NULL) {
  pre <- data.frame(code = c("a1", "b2", "c3", "d4", "e5"),
                    q1 = c(3, 3, 2, 4, 3), q2 = c(3, 2, 3, 4, 2),
                    r1 = c(1, 2, 1, 2, 2))
  post <- post %||% data.frame(
    code = c("B2", "a1", "c3", "f6", "d4"), q1 = c(4, 4, 3, 4, 4),
    q2 = c(3, 4, 3, 4, 4), r1 = c(2, 2, 2, 2, 1),
    q1_then = c(2, 2, 2, 3, 4), q2_then = c(2, 3, 2, 3, NA)
  )
  write.csv(pre, file.path(dir, "pre.csv"), row.names = FALSE)
  write.csv(post, file.path(dir, "post.csv"), row.names = FALSE, na = "")
  writeLines(c(
    "waves:",
    "  pre: {file: pre.csv, label: Before}",
    "  post: {file: post.csv, label: After}",
    "retrospective:",
    "  then: {of: pre, asked_in: post, suffix: _then, label: Looking back}",
    "id: {column: code}",
    "scales:",
    "  confidence: {items: [q1, q2], range: [1, 4], reverse: [q2], min_items: 1}",
    "  other: {items: [r1], range: [1, 2]}"
  ), file.path(dir, "study.yml"))
  file.path(dir, "study.yml")
}

# Its study in R, with what it says of retrospective waves.
with_then <- function(retrospective, dir = ".") {
  study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code",
        scales = list(confidence = list(items = c("q1", "q2"), range = c(1, 4))),
        retrospective = retrospective, dir = dir)
}
then_entry <- function(...) list(then = utils::modifyList(
  list(of = "pre", asked_in = "post", suffix = "_then"), list(...)
))

# Eight people answer before, five of them after; year is asked before only.
lossy_cohort <- function(...) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  write <- function(data, name) {
    utils::write.csv(data, file.path(dir, name), row.names = FALSE, na = "")
  }
  write(data.frame(code = paste0("P", 1:8), year = rep(c("3", "4"), 4),
                   q1 = c(1, 2, 3, 4, 5, 1, 3, 5), q2 = c(1, 2, 3, 4, 5, 1, 3, 5)),
        "pre.csv")
  write(data.frame(code = paste0("P", c(1:5, 9)), q1 = 1, q2 = 2), "post.csv")
  read_cohort(study(
    waves = list(pre = list(file = "pre.csv", label = "Before"),
                 post = list(file = "post.csv", label = "After")),
    id = "code", dir = dir,
    scales = list(a = list(label = "Confidence", items = c("q1", "q2"))),
    demographics = list(list(column = "year", label = "Year")), ...
  ))
}

# Two waves in which each kind of record comes, and an attendance list.
small_cohort <- function() {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  write <- function(data, name) {
    utils::write.csv(data, file.path(dir, name), row.names = FALSE, na = "")
  }
  write(data.frame(code = c("AB12", "CD34", "", "cd34", "EF56", "GH78"),
                   q1 = c(1, 2, 2, NA, NA, 3), q2 = c(1, 2, 3, NA, NA, NA)),
        "pre.csv")
  write(data.frame(code = c("ab12", "zz99", "GH78", "EF56"), q1 = 1:4,
                   q2 = 1:4), "post.csv")
  write(data.frame(code = c("AB12", "QQ00", "GH78"), w1 = c(1, 0, 1),
                   w2 = c(1, 0, 0), w3 = c(1, 0, 0), talk_group = c(1, 0, 0)),
        "came.csv")
  read_cohort(study(
    waves = list(pre = list(file = "pre.csv", label = "Before"),
                 post = list(file = "post.csv", label = "After")),
    id = "code", dir = dir,
    scales = list(a = list(label = "Confidence", items = c("q1", "q2"))),
    attendance = list(file = "came.csv", sessions = c("w1", "w2", "w3"),
                      groups = "talk_group")
  ))
}

# Two waves with a code that slipped, and one that differs in a constant.
review_study <- function(...) {
  folder <- withr::local_tempdir(.local_envir = parent.frame())
  write <- function(name, ...) {
    utils::write.csv(data.frame(...), file.path(folder, name),
                     row.names = FALSE)
  }
  write("pre.csv", code = c("KT14M", "BA02J", "LO11S"), sex = c("f", "m", "f"))
  write("post.csv", code = c("KT15M", "BA02J", "LO12S"), sex = c("f", "m", "m"))
  study(waves = c(pre = "pre.csv", post = "post.csv"),
        id = list(column = "code", max_edits = 1, confirm = "sex", ...),
        dir = folder)
}
