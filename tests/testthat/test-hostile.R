# Texts from the files and the study that are written to be taken for markup,
# code, commands or paths, in each place where a name can stand, through each output:
# nothing runs, nothing is read, and each output has the shape that it has with a
# harmless name. PAIRWAVE_HOSTILE is how many pairs of text and place are tried, "all"
# for every one; the seed is fixed.
pairs_to_try <- function(texts, few) {
  asked <- Sys.getenv("PAIRWAVE_HOSTILE", as.character(few))
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
  frame <- as.data.frame(result)
  read <- jsonlite::fromJSON(paste(as_json(result_json(result)), collapse = "\n"))
  csv <- utils::read.csv(text = csv_lines(frame), encoding = "UTF-8", na.strings = character(),
                         colClasses = "character")
  for (column in names(frame)[vapply(frame, is.character, NA)]) {
    given <- enc2utf8(frame[[column]])
    expect_identical(as.character(read$rows[[column]]), gsub("[\u0001-\u0008\u000b\u000c\u000e-\u001f]", "\ufffd", given, perl = TRUE),
                     info = info)
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
other_shapes <- function(cohort, results, info) {
  study <- cohort$study$title
  said <- describe(results$change)
  printed <- utils::capture.output({
    print(cohort)
    print(cohort$study)
    for (survey in cohort$surveys) print(survey, n = 5)
    print(review_links(cohort), codes = TRUE)
    print(said)
  })
  expect_no_match(paste(printed, collapse = "\n"), unprintable, perl = TRUE, info = info)
  annotations <- format_findings(results$findings, "github", study, "error")
  expect_true(all(grepl("^::(warning|error) title=[a-z_]+::[^\r\n]*$", annotations)), info = info)
  findings <- jsonlite::fromJSON(paste(format_findings(results$findings, "json", study, "error"), collapse = "\n"))
  logged <- unlist(strsplit(say_plainly(c(study, printed)), "\n"))
  expect_no_match(logged, "^\\s*::|##\\[", info = info)
  list(
    junit = shape_xml(format_findings(results$findings, "junit", study, "error")),
    page = shape_html(format_findings(results$findings, "html", study, "error")),
    github = length(annotations), json = nrow(findings$findings),
    said = shape_markdown(unclass(knit_print.pairwave_sentences(said))),
    cohort = shape_markdown(unclass(knit_print.pairwave_cohort(cohort))),
    heading = shape_markdown(unclass(knit_print.pairwave_result(results$group, heading = study)))
  )
}

all_shapes <- function(cohort, info) {
  results <- hostile_results(cohort)
  c(lapply(results, text_shapes, info = info), other_shapes(cohort, results, info))
}

hostile_files <- function(env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  secret <- file.path(folder, "secret.txt")
  writeLines("SECRET-OF-A-FILE", secret)
  list(secret = secret, made = file.path(folder, "made"))
}

test_that("a hostile name has the shape of a harmless one in every text format", {
  skip_if_not_installed("jsonlite")
  skip_if_not_installed("xml2")
  skip_if_not_installed("knitr")
  files <- hostile_files()
  texts <- hostile_texts(files$secret, files$made)
  cohort <- demo_cohort()
  pairs <- pairs_to_try(texts, 5)
  for (place in unique(pairs$place)) {
    harmless <- all_shapes(plant(cohort, place, "Harmless"), place)
    for (i in pairs$text[pairs$place == place]) {
      info <- paste0(place, ": ", encodeString(substr(texts[i], 1, 60)))
      found <- tryCatch(all_shapes(plant(cohort, place, texts[i]), info), error = function(e) {
        fail(paste(info, conditionMessage(e)))
        harmless
      })
      for (output in names(harmless)) {
        expect_equal(found[[output]], harmless[[output]], info = paste(info, output))
      }
    }
  }
  expect_false(file.exists(files$made))
})
