test_that("the demo study knits into one page that holds its tables", {
  skip_without_report()
  skip_if_not_installed("svglite")
  page <- report_page("demo")
  expect_match(page, paste0("<title>", demo_cohort()$study$title, "</title>"),
               fixed = TRUE)
  expect_match(page, "Total Participants N (%)", fixed = TRUE)
  expect_match(page, "11 (73.3)", fixed = TRUE)
  expect_match(page, "self.efficacy", ignore.case = TRUE)
  # Whole in itself, in the order of headings, and with a text for each figure.
  expect_no_match(page, "(src|href)=\"(https?:)?//")
  images <- regmatches(page, gregexpr("<svg[^>]*role=\"img\"", page))[[1]]
  expect_gt(length(images), 3)
  said <- regmatches(page, gregexpr("<desc id=\"[^\"]*\">[^<]{40,}</desc>", page))[[1]]
  expect_length(said, length(images))
  level <- as.integer(gsub("<h|[ >].*", "", regmatches(
    page, gregexpr("<h[1-6][ >]", page))[[1]]))
  expect_true(all(diff(level) <= 1))
  expect_match(page, "name=\"viewport\"")
  expect_match(page, "<html[^>]*lang=\"en-GB\"")
})

test_that("the same cohort and date give the same page, wherever it is knitted", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  folder <- withr::local_tempdir()
  demo <- system.file("extdata", "demo", package = "pairwave")
  file.copy(list.files(demo, full.names = TRUE), folder)
  cohort <- withr::with_dir(folder, read_cohort("study.yml"))
  page <- file.path(folder, "another.html")
  expect_identical(expect_invisible(report(cohort, page, date = "2019-07-31",
                                           audience = "internal")), page)
  expect_identical(unname(tools::md5sum(page)), unname(tools::md5sum(report_of("demo"))))
  text <- paste(readLines(page), collapse = "\n")
  expect_match(text, "2019-07-31", fixed = TRUE)
  expect_no_match(text, folder, fixed = TRUE)
})

test_that("a Word document has the tables as tables", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  name <- few_or_many("one_wave", "demo")
  path <- report_of(name, "docx")
  folder <- withr::local_tempdir()
  utils::unzip(path, "word/document.xml", exdir = folder)
  text <- xml2::read_xml(file.path(folder, "word", "document.xml"))
  cells <- xml2::xml_text(xml2::xml_find_all(text, "//w:tbl//w:tc"))
  people <- demographics(c(reported_cohorts, edge_cohorts)[[name]]())
  expect_true(all(keep_numbers_whole(as_print_table(people))$body[[3]] %in% cells))
  # Its pictures are described as those of the page are.
  said <- xml2::xml_attr(xml2::xml_find_all(text, "//wp:docPr"), "descr")
  expect_identical(said, pictures_said(report_of(name)))
})

test_that("a PDF is written where LaTeX is there", {
  skip_on_cran()
  skip_without_report()
  skip_without_program("pdflatex")
  path <- withr::local_tempfile(fileext = ".pdf")
  suppressWarnings(report(demo_cohort(), path, sections = few_or_many("change", NULL)))
  expect_identical(readBin(path, "raw", 4), charToRaw("%PDF"))
})

test_that("a report names what it cannot work with, and writes nothing", {
  cohort <- structure(list(study = list(title = "T")), class = "pairwave_cohort")
  expect_snapshot(error = TRUE, {
    report(data.frame(), "x.html")
    report(cohort, "x.pages")
    report(cohort, "no-such-folder/x.html")
    report(cohort, "x.html", date = "soon")
    report(cohort, "x.html", author = 7)
    report(cohort, "x.html", audience = "everyone")
  })
})

test_that("a failing report leaves the earlier one as it was", {
  skip_without_report()
  path <- withr::local_tempfile(fileext = ".html", lines = "the earlier report")
  broken <- structure(list(study = list(title = "T")), class = "pairwave_cohort")
  expect_error(report(broken, path))
  expect_identical(readLines(path), "the earlier report")
})

# A page's headings, and whether something stands below each before the next one
# of its level.
empty_headings <- function(path) {
  page <- xml2::read_html(path)
  headings <- xml2::xml_find_all(page, "//h1|//h2|//h3")
  level <- as.integer(substring(xml2::xml_name(headings), 2))
  below <- vapply(headings, function(one) {
    # What is folded stands below the line that it is folded under.
    if (xml2::xml_name(xml2::xml_parent(one)) == "summary") one <- xml2::xml_parent(one)
    after <- xml2::xml_find_first(one, "following-sibling::*[1]")
    if (is.na(after)) "" else xml2::xml_name(after)
  }, "")
  next_level <- ifelse(grepl("^h[1-6]$", below), as.integer(substring(below, 2)), 9)
  next_level[below == ""] <- 1
  # The page's title stands in a header of its own.
  said <- xml2::xml_text(headings)
  said[next_level <= level & level > 1]
}

test_that("a study of one wave, or with nothing in it, has a report without empty sections", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  kinds <- c("one_wave", "one_wave_no_rows_bare", few_or_many(NULL, "none_linked"))
  if (identical(Sys.getenv("PAIRWAVE_EDGES"), "all")) kinds <- names(edge_cohorts)
  for (kind in kinds) {
    expect_identical(empty_headings(report_of(kind)), character(), label = kind)
  }
  said <- xml2::xml_text(xml2::xml_find_all(xml2::read_html(report_of("one_wave")), "//h2"))
  expect_true("Who took part" %in% said)
  expect_false(any(grepl("change|last|lost|Item", said[!grepl("show", said)])))
  text <- xml2::xml_text(xml2::read_html(report_of("one_wave")))
  expect_match(text, "There is one wave so far", fixed = TRUE)
  expect_no_match(text, "shift between waves|Numbers differ by contrast")
})

test_that("a report of waves without a code is of groups, and one form is told by its memory", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  told <- function(name) {
    page <- xml2::read_html(report_of(name))
    list(heads = xml2::xml_text(xml2::xml_find_all(page, "//h2")), text = xml2::xml_text(page))
  }
  groups <- told("unlinked")
  expect_true("Did the group change?" %in% groups$heads)
  expect_false(any(c("What changed", "Who was not found again", "Item by item") %in%
                     groups$heads))
  expect_identical(empty_headings(report_of("unlinked")), character())
  for (said in c("change of the group, not of people", "nobody is linked",
                 "were compared as groups of people", "Brunner and Munzel (2000)")) {
    expect_match(groups$text, said, fixed = TRUE)
  }
  form <- told("recalled")
  expect_true("What changed" %in% form$heads)
  expect_false("Who was not found again" %in% form$heads)
  expect_identical(empty_headings(report_of("recalled")), character())
  expect_match(form$text, "was asked in retrospect at Now", fixed = TRUE)
})

test_that("each picture of a report is described by its own words", {
  skip_without_report()
  skip_if_not_installed("xml2")
  skip_if_not_installed("ggplot2")
  alt <- pictures_said(report_of("demo"))
  expect_identical(anyDuplicated(alt), 0L)
  for (scale in names(demo_cohort()$study$scales)) {
    expect_true(ggplot2::get_alt_text(ggplot2::autoplot(
      demo_cohort(), type = "likert", scales = scale)) %in% alt)
  }
})

test_that("a page that can show single people says that it is internal", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  banner <- function(name) {
    xml2::xml_text(xml2::xml_find_all(xml2::read_html(report_of(name)), "//div[@class='internal']"))
  }
  expect_match(banner("one_wave"), "Internal: not for publication")
  for (kind in few_or_many(NULL, "one_wave_ofs")) expect_length(banner(kind), 0)
})

test_that("a report for publication has a threshold where the study has no profile", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  path <- withr::local_tempfile(fileext = ".html")
  report(demo_cohort(), path, date = "2019-07-31", author = c("A <b>", "B"), organisation = "C",
         sections = few_or_many(c("change", "people"), NULL))
  page <- paste(readLines(path, encoding = "UTF-8"), collapse = "\n")
  expect_no_match(page, "Internal: not for publication", fixed = TRUE)
  expect_match(page, "suppressed under a threshold of 5", fixed = TRUE)
  cells <- regmatches(page, gregexpr("(?<=>)[1-4] \\([0-9.]+\\)(?=<)", page, perl = TRUE))[[1]]
  expect_identical(cells, character())
  expect_match(page, "A &lt;b&gt; and B, C", fixed = TRUE)
  # A profile of the study stands, whoever reads it.
  expect_identical(cohort_for(profiled_cohort("hesa"), "publication"), profiled_cohort("hesa"))
  expect_identical(cohort_for(demo_cohort(), "internal"), demo_cohort())
  # Of nobody there is nothing to suppress.
  nobody <- cohort_for(edge_cohorts$one_wave_no_rows_bare(), "publication")
  expect_error(check_cohort(nobody), NA)
  expect_error(participation(nobody), NA)
})

test_that("without ggplot2 a report says that its figures are left out", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  # A library that has all that a report needs, and no ggplot2.
  library <- withr::local_tempdir()
  needed <- c("pairwave", "rmarkdown", "knitr", "cli", "rlang", "vctrs", "yaml")
  there <- unique(c(needed, unlist(tools::package_dependencies(
    needed, db = utils::installed.packages(), recursive = TRUE))))
  skip_if("ggplot2" %in% there)
  there <- Filter(function(package) {
    nzchar(system.file(package = package)) &&
      !startsWith(system.file(package = package), .Library)
  }, there)
  file.symlink(vapply(there, function(one) system.file(package = one), ""), library)
  script <- withr::local_tempfile(fileext = ".R", lines = c(
    ".libPaths(commandArgs(TRUE)[1], include.site = FALSE)",
    "stopifnot(!requireNamespace(\"ggplot2\", quietly = TRUE))",
    "library(pairwave)",
    "study <- system.file(\"extdata\", \"demo\", \"study.yml\", package = \"pairwave\")",
    "report(read_cohort(study), commandArgs(TRUE)[2], sections = \"change\")"
  ))
  path <- withr::local_tempfile(fileext = ".html")
  said <- withr::with_envvar(
    c(R_LIBS = library, R_LIBS_SITE = "", R_LIBS_USER = ""),
    system2(file.path(R.home("bin"), "Rscript"), c(script, library, path),
            stdout = TRUE, stderr = TRUE)
  )
  expect_match(said, "The report has no figures", all = FALSE)
  page <- paste(readLines(path), collapse = "\n")
  expect_match(page, "The figures are left out")
  expect_no_match(page, "<img")
})
