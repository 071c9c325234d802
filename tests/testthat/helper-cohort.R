# The cohort of the demo study that the package comes with.
demo_cohort <- function() {
  read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
}

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
