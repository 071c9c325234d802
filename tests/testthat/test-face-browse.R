test_that("each section is what its line of R makes", {
  skip_if_not_installed("shiny")
  cohort <- demo_cohort()
  shiny::testServer(browse_server(cohort, quote(mine)), {
    lines <- list(
      flow = "participation(mine)", people = "demographics(mine, by = \"sex\")",
      change = "paired_change(mine, scales = \"belonging\", by = \"sex\")",
      items = "item_change(mine, scales = \"belonging\")", checks = "check_cohort(mine)"
    )
    session$setInputs(scale = "belonging", by = "sex")
    for (id in names(lines)) {
      do.call(session$setInputs, stats::setNames(list(1), id))
      html <- as.character(output$shown$html)
      page <- xml2::read_html(html)
      expect_identical(xml2::xml_text(xml2::xml_find_first(page, "//code")), lines[[id]])
      made <- eval(str2lang(lines[[id]]), list(mine = cohort))
      expect_match(html, paste(write_table_html(as_print_table(made)), collapse = "\n"), fixed = TRUE)
      expect_identical(output$said, paste("Shown:", browse_sections[[id]]))
    }
  })
})

test_that("each picture is what its line of R draws, with its title and description", {
  skip_second_time()
  for (package in c("shiny", "ggplot2", "svglite")) skip_if_not_installed(package)
  cohort <- demo_cohort()
  shiny::testServer(browse_server(cohort, quote(mine)), {
    lines <- list(
      flow = "plot(participation(mine))", people = "plot(demographics(mine, by = \"sex\"))",
      change = "plot(paired_change(mine, scales = \"belonging\", by = \"sex\"))",
      items = c("plot(item_change(mine, scales = \"belonging\"))",
                "plot(item_frequencies(mine, scales = \"belonging\"))"),
      checks = character()
    )
    session$setInputs(scale = "belonging", by = "sex")
    for (id in names(lines)) {
      do.call(session$setInputs, stats::setNames(list(1), id))
      # After the table.
      session$flushReact()
      page <- xml2::read_html(paste0("<div>", as.character(output$drawn$html), "</div>"))
      expect_identical(xml2::xml_text(xml2::xml_find_all(page, "//code")), lines[[id]], info = id)
      said <- paste0(xml2::xml_text(xml2::xml_find_all(page, "//svg/title")), ". ",
                     xml2::xml_text(xml2::xml_find_all(page, "//svg/desc")))
      made <- vapply(lines[[id]], function(line) {
        ggplot2::get_alt_text(ggplot2::autoplot(eval(str2lang(line)[[2]], list(mine = cohort))))
      }, "")
      expect_identical(said[seq_along(made)], unname(made), info = id)
      ids <- xml2::xml_text(xml2::xml_find_all(page, "//@id"))
      expect_identical(anyDuplicated(ids), 0L)
      # Each line and each picture has its button and can be reached by the tab key.
      expect_length(xml2::xml_find_all(page, "//button[@data-copy]"), length(lines[[id]]))
      expect_length(xml2::xml_find_all(page, "//div[@tabindex='0' and @aria-label]/svg"), length(lines[[id]]))
    }
    # Answers of several scales can't be drawn together.
    session$setInputs(scale = "", items = 2)
    session$flushReact()
    expect_no_match(as.character(output$drawn$html), "item_frequencies|internal")
    expect_match(as.character(output$drawn$html), "Choose a scale")
  })
})

test_that("a picture shows what the profile leaves, and why there is none", {
  skip_second_time()
  for (package in c("shiny", "ggplot2", "svglite")) skip_if_not_installed(package)
  cohort <- profiled_cohort("hesa")
  line <- browse_pictures("people", browse_call("people", quote(x)))[[1]]
  shown <- xml2::read_html(as.character(browse_picture(line, 1, cohort, quote(x))))
  made <- ggplot2::autoplot(demographics(cohort))
  expect_identical(xml2::xml_text(xml2::xml_find_first(shown, "//desc")),
                   attr(made, "pairwave_words")[["said"]])
  none <- as.character(browse_picture(quote(plot(check_cohort(x))), 1, cohort, quote(x)))
  expect_match(none, "internal.*There must be a plot of this kind")
})

test_that("with a profile the window shows what the profile shows", {
  skip_if_not_installed("shiny")
  cohort <- profiled_cohort("hesa")
  shown <- as.character(browse_result(browse_call("people", quote(x)), cohort, quote(x)))
  expect_match(shown, paste(write_table_html(as_print_table(demographics(cohort))), collapse = "\n"),
               fixed = TRUE)
})

test_that("what a study has not is said in its place", {
  skip_if_not_installed("shiny")
  cohort <- edge_cohorts$one_wave()
  said <- as.character(browse_result(browse_call("change", quote(x)), cohort, quote(x)))
  expect_match(said, "internal")
  expect_no_match(said, "<table")
})

test_that("a cohort of a database shows what counts can say, and why not the rest", {
  skip_if_not_installed("shiny")
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort()
  shown <- vapply(names(browse_sections), function(id) {
    as.character(browse_result(browse_call(id, quote(x)), cohort, quote(x)))
  }, "")
  expect_match(shown[c("flow", "change", "checks")], "<table")
  expect_match(shown[["checks"]], "rules need rows, which counts do not give", fixed = TRUE)
  expect_match(as.character(browse_body(cohort)), "All scales", fixed = TRUE)
})

test_that("names are text in the line and in the lists", {
  skip_if_not_installed("shiny")
  cohort <- demo_cohort()
  for (text in c("<img src=x onerror=alert(1)>", "\"); stop(\"", "`x`", "a\\\"b")) {
    line <- browse_call("change", quote(x), scale = text)
    expect_identical(str2lang(paste(deparse(line, 500), collapse = " "))$scales, text)
    hostile <- plant(plant(cohort, "scale label", text), "question label", text)
    body <- xml2::read_html(as.character(browse_body(hostile)))
    expect_true(text %in% xml2::xml_text(xml2::xml_find_all(body, "//option")))
    expect_length(xml2::xml_find_all(body, "//img|//script[not(@type)]"), 0)
  }
})

test_that("only a cohort can be browsed", {
  expect_snapshot(browse(data.frame()), error = TRUE)
})

test_that("the report is written beside the study, where no other file is, and again in its place", {
  skip_second_time()
  skip_if_not_installed("shiny")
  folder <- withr::local_tempdir()
  expect_identical(free_report_path(folder), file.path(folder, "evaluation.html"))
  file.create(file.path(folder, c("evaluation.html", "evaluation-2.html")))
  expect_identical(free_report_path(folder), file.path(folder, "evaluation-3.html"))
  skip_if_not(rmarkdown::pandoc_available())
  cohort <- demo_cohort()
  cohort$study$dir <- folder
  made <- browse_report(cohort)
  expect_identical(made$path, file.path(folder, "evaluation-3.html"))
  expect_match(made$said, "^The report is written: .*evaluation-3.html[.]$")
  # Why there is none is said.
  cohort$study$dir <- file.path(folder, "nowhere")
  failed <- browse_report(cohort)
  expect_null(failed$path)
  expect_match(failed$said, "There is no folder")
})
