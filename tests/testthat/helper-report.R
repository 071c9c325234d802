# Reports, each rendered once in a run and looked at by every test that needs it, by all
# processes of the run where PAIRWAVE_MADE names the folder that they share.

skip_without_report <- function() {
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available("2.0"), "pandoc is not installed")
}

reported_cohorts <- list(
  demo = function() demo_cohort(),
  hesa = function() profiled_cohort("hesa"), unlinked = function() unlinked_cohort(),
  recalled = function() read_cohort(recalled_study()),
  coded = function() {
    read_cohort(system.file("extdata/demo/study-codes.yml", package = "pairwave"))
  },
  years = function() reported_years(),
  german = function() {
    cohort <- demo_cohort()
    cohort$study$style$language <- "de"
    cohort
  }
)

# The file of the report of one of `reported_cohorts` or `edge_cohorts`.
report_of <- function(name, ending = "html") {
  skip_without_report()
  made <- Sys.getenv("PAIRWAVE_MADE", file.path(tempdir(), "reports"))
  path <- file.path(made, paste0(name, ".", ending))
  if (!file.exists(path)) {
    dir.create(made, showWarnings = FALSE)
    cohort <- c(reported_cohorts, edge_cohorts)[[name]]()
    title <- if (name %in% names(edge_cohorts)) list(title = name)
    suppressWarnings(do.call(report, c(
      list(cohort, path, date = "2019-07-31", audience = "internal"), title
    )))
  }
  path
}

# The page as one text, without the data of its pictures and of what it brings along:
# testthat escapes a text before it looks into it, which takes a second for each MB.
report_page <- function(name) {
  made_once(paste("page", name), function() {
    page <- paste(readLines(report_of(name), encoding = "UTF-8"), collapse = "\n")
    gsub("((src|href)=\"data:)[^\"]*", "\\1", page, perl = TRUE)
  })
}

# What a page says of each of its pictures to those who hear it.
pictures_said <- function(path) {
  skip_if_not_installed("svglite")
  pictures <- xml2::xml_find_all(xml2::read_html(path), "//svg[@role='img']")
  part <- function(name) xml2::xml_text(xml2::xml_find_first(pictures, paste0("./", name)))
  paste0(part("title"), ". ", part("desc"))
}

# A file of a package of npm's, where build/page or PAIRWAVE_AXE has it.
page_tool <- function(...) {
  roots <- c(Sys.getenv("PAIRWAVE_AXE"), test_path("..", "..", "build", "page"))
  found <- file.path(roots, "node_modules", ...)
  found <- found[file.exists(found)]
  skip_if(!length(found), paste(file.path(...), "is not there"))
  found[1]
}
