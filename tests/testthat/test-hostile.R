# Texts from the files and the study that are written to be taken for markup,
# code, commands or paths, in each place where a name can stand, through each output:
# nothing runs, nothing is read, and each output has the shape that it has with a
# harmless name. PAIRWAVE_HOSTILE is how many pairs of text and place are tried, "all"
# for every one; the seed is fixed.
pairs_to_try <- function(texts, few) {
  asked <- Sys.getenv("PAIRWAVE_HOSTILE", as.character(few_or_many(few, 20, again = 1)))
  all <- expand.grid(text = seq_along(texts), place = hostile_places, stringsAsFactors = FALSE)
  if (asked == "all") return(all)
  withr::with_seed(20, all[sample(nrow(all), as.integer(asked)), ])
}

# Control characters and turned directions, which no line may hold.
unprintable <- "[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe]"

# The shapes of all outputs of a result, checked for what is wrong by itself.
text_shapes <- function(result, info) {
  table <- as_print_table(result)
  console <- write_table(table, "console")
  expect_no_match(paste(console, collapse = "\n"), unprintable, perl = TRUE, info = info)
  frame <- utils::head(as.data.frame(result), 60)
  read <- jsonlite::fromJSON(paste(as_json(list(caption = table$caption, rows = frame)),
                                   collapse = "\n"))
  csv <- utils::read.csv(text = csv_lines(frame), encoding = "UTF-8", na.strings = character(),
                         colClasses = "character")
  for (column in names(frame)[vapply(frame, is.character, NA)]) {
    given <- enc2utf8(frame[[column]])
    json <- gsub("[\u0001-\u0008\u000b\u000c\u000e-\u001f]", "\ufffd", given, perl = TRUE)
    expect_identical(as.character(read$rows[[column]]), json, info = info)
    kept <- csv[[column]]
    given[is.na(given)] <- ""
    expect_true(all(kept == given | kept == paste0("'", given)), info = info)
    expect_no_match(kept, "^\\s*[-=+@\uff1d]|^[\t\r\n]", perl = TRUE, info = info)
  }
  list(
    html = shape_html(html_page(table)), latex = shape_latex(write_table(table, "latex")),
    typst = shape_typst(write_table(table, "typst")),
    markdown = shape_markdown(write_table(table, "markdown"))
  )
}

# As above for what is no table, and for findings.
other_shapes <- function(cohort, info) {
  study <- cohort$study$title
  found <- check_cohort(cohort)
  said <- describe(paired_change(cohort))
  printed <- utils::capture.output({
    print(cohort)
    print(cohort$study)
    for (survey in cohort$surveys) print(survey, n = 5)
    print(review_links(cohort), codes = TRUE)
    print(said)
  })
  expect_no_match(paste(printed, collapse = "\n"), unprintable, perl = TRUE, info = info)
  annotations <- format_findings(found, "github", study, "error")
  expect_true(all(grepl("^::(warning|error) file=[^,:\r\n]*,title=[a-z_]+::[^\r\n]*$", annotations)), info = info)
  findings <- jsonlite::fromJSON(paste(format_findings(found, "json", study, "error"), collapse = "\n"))
  quality <- jsonlite::fromJSON(format_findings(found, "gitlab", study, "error"))
  expect_identical(nrow(quality), nrow(found), info = info)
  logged <- unlist(strsplit(say_plainly(c(study, printed)), "\n"))
  expect_no_match(logged, "^\\s*::|##\\[", info = info)
  list(
    junit = shape_xml(format_findings(found, "junit", study, "error")),
    page = shape_html(format_findings(found, "html", study, "error")),
    summary = shape_markdown(format_findings(found, "markdown", study, "error")),
    unreadable = shape_xml(format_unreadable(study, "junit", study, "error")),
    unread = shape_html(format_unreadable(study, "html", study, "error")),
    github = length(annotations), json = nrow(findings$findings),
    said = shape_markdown(unclass(knit_print.pairwave_sentences(said))),
    cohort = shape_markdown(unclass(knit_print.pairwave_cohort(cohort))),
    heading = shape_markdown(unclass(knit_print.pairwave_result(demographics(cohort), heading = study)))
  )
}

results_by_name <- function(cohort, only = names(hostile_results)) {
  lapply(hostile_results[only], function(make) make(cohort))
}

all_shapes <- function(cohort, info, results) {
  c(lapply(results, text_shapes, info = info), other_shapes(cohort, info))
}

# The results that print the name.
printing <- function(name, results) {
  Filter(function(result) {
    any(grepl(name, unlist(c(as_print_table(result)[c("body", "head", "caption", "notes")],
                             as.data.frame(result))), fixed = TRUE))
  }, results)
}

test_that("a hostile name has the shape of a harmless one in every text format", {
  skip_on_cran()
  skip_if_not_installed("jsonlite")
  skip_if_not_installed("xml2")
  skip_if_not_installed("knitr")
  files <- hostile_files()
  texts <- hostile_texts(files$secret, files$made)
  cohort <- demo_cohort()
  pairs <- pairs_to_try(texts, 1)
  for (place in unique(pairs$place)) {
    named <- plant(cohort, place, "Harmless")
    results <- printing("Harmless", results_by_name(named))
    harmless <- all_shapes(named, place, results)
    for (i in pairs$text[pairs$place == place]) {
      info <- paste0(place, ": ", encodeString(substr(texts[i], 1, 60)))
      planted <- plant(cohort, place, texts[i])
      found <- tryCatch(
        all_shapes(planted, info, results_by_name(planted, names(results))),
        error = function(e) {
          fail(paste(info, conditionMessage(e)))
          harmless
        }
      )
      for (output in names(harmless)) {
        expect_equal(found[[output]], harmless[[output]], info = paste(info, output))
      }
    }
  }
  expect_false(file.exists(files$made))
})

# A report of the cohort with a text in every place at once, and its shape.
report_shape <- function(cohort, ending) {
  path <- withr::local_tempfile(fileext = paste0(".", ending))
  # (A wave, a column and a group of one name are no study that could be read.)
  suppressWarnings(report(cohort, path, date = "2019-07-31", audience = "internal",
                          author = cohort$study$title, organisation = cohort$study$title))
  expect_false(holds_secret(path))
  if (ending == "docx") return(shape_docx(path))
  page <- readLines(path, encoding = "UTF-8")
  expect_no_match(page, unprintable, perl = TRUE)
  document <- xml2::read_html(paste(page, collapse = "\n"), encoding = "UTF-8")
  # What a browser would load or run, but for the pictures within the page.
  loaded <- xml2::xml_text(xml2::xml_find_all(document, "//@src | //@data | //link/@href | //a/@href"))
  expect_match(loaded, "^(data:image/png;base64,|#)")
  expect_length(grep("^on", xml2::xml_name(xml2::xml_find_all(document, "//@*"))), 0)
  policy <- xml2::xml_find_first(document, "//meta[@http-equiv='Content-Security-Policy']")
  expect_match(xml2::xml_attr(policy, "content"), "default-src 'none'", fixed = TRUE)
  # A picture has as many letters and lines as its labels need, and nothing but these.
  drawn <- xml2::xml_name(xml2::xml_find_all(document, "//svg//*"))
  expect_identical(setdiff(drawn, c("circle", "clippath", "defs", "desc", "g", "line", "path",
                                    "polygon", "polyline", "rect", "style", "text", "title")),
                   character())
  names <- xml2::xml_name(xml2::xml_find_all(document, "//*[not(ancestor::svg)]"))
  table(names, dnn = NULL)
}

test_that("a report has the shape of a harmless one, reads no file and runs nothing", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  files <- hostile_files()
  texts <- hostile_texts(files$secret, files$made)
  asked <- Sys.getenv("PAIRWAVE_HOSTILE", "few")
  tried <- if (asked == "all") texts else {
    paste(texts[c(17, 19, 22, 27, 30, 55)], collapse = "\n\n")
  }
  for (ending in if (asked == "all") c("html", "docx") else "html") {
    harmless <- report_shape(plant_everywhere("Harmless"), ending)
    for (text in tried) {
      expect_equal(report_shape(plant_everywhere(text), ending), harmless,
                   info = paste(ending, encodeString(substr(text, 1, 60))))
    }
  }
  expect_false(file.exists(files$made))
})
