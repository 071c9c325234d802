# Plans of the demo's exports, drafted or opened.
demo_exports <- c("pre.sav", "post.csv", "six_month.zsav", "attendance.csv")

demo_plan <- function(env = parent.frame()) {
  # In a folder that holds nothing else, as a window shows what is beside it.
  folder <- file.path(withr::local_tempdir(.local_envir = env), "study")
  dir.create(folder)
  file.copy(list.files(demo_folder(), full.names = TRUE), folder)
  unlink(file.path(folder, "study.yml"))
  draft_plan(file.path(folder, demo_exports), file.path(folder, "study.yml"))
}

opened_plan <- function(lines, env = parent.frame(), end = "\n") {
  folder <- withr::local_tempdir(.local_envir = env)
  file.copy(list.files(demo_folder(), full.names = TRUE), folder)
  path <- file.path(folder, "study.yml")
  writeBin(charToRaw(enc2utf8(paste0(lines, end, collapse = ""))), path)
  open_plan(path)
}

# The plan of tables of answers, by the names of their files.
plan_of <- function(..., env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  files <- list(...)
  for (name in names(files)) write_utf8_csv(files[[name]], file.path(folder, name))
  draft_plan(file.path(folder, names(files)), file.path(folder, "study.yml"))
}

decision_of <- function(plan, id) find_decision(plan_decisions(plan), id, NULL)

# The lines that a change takes away and brings.
changed_lines <- function(plan, ...) {
  before <- strsplit(plan$text, "\n")[[1]]
  after <- strsplit(change_plan(plan, ...)$text, "\n")[[1]]
  c(paste("-", setdiff(before, after), recycle0 = TRUE), paste("+", setdiff(after, before), recycle0 = TRUE))
}
