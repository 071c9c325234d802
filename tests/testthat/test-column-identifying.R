# An e-mail address and a place, as a platform's export has them.
hidden_people <- function() {
  people <- data.frame(id = 1:4, q = c(1, 2, 2, 1))
  people$email <- new_identifying_column(
    structure(c("a@example.org", "c@example.org", NA, ""), label = "E-mail")
  )
  people$lat <- new_identifying_column(c(51.5, NA, -0.125, 2))
  people
}

# Nothing that R or a package prints of it has a value.
expect_hidden <- function(x) {
  said <- c(capture.output(print(x)), capture.output(utils::str(x)), format(x))
  expect_false(any(grepl("example|51|0[.]125", said)))
  expect_true(any(grepl("<hidden>", said, fixed = TRUE)))
  invisible(x)
}

test_that("hidden columns compare with values, and with one another", {
  people <- hidden_people()
  expect_identical(people$email == "a@example.org", c(TRUE, FALSE, NA, FALSE))
  expect_identical("" != people$email, c(TRUE, TRUE, NA, FALSE))
  expect_identical(people$email == people$email[1], c(TRUE, FALSE, NA, FALSE))
  expect_identical(people$lat > 0, c(TRUE, NA, FALSE, TRUE))
  expect_identical(people$lat == 2L, c(FALSE, NA, FALSE, TRUE))
  expect_identical(people$email %in% "c@example.org", c(FALSE, TRUE, FALSE, FALSE))
  expect_identical(grepl("c@", people$email), c(FALSE, TRUE, FALSE, FALSE))
  expect_identical(subset(people, email == "")$id, 4L)
  expect_error(people$email == 1, class = "vctrs_error_incompatible_type")
})

test_that("together with plain values they stay hidden", {
  people <- hidden_people()
  plain <- list("z@example.org", NA, NA_character_, factor("q"), people$email,
                new_labelled_column("z@example.org", labels = c(Z = "z@example.org")))
  for (other in plain) {
    both <- vctrs::vec_c(people$email, other)
    expect_hidden(both)
    expect_identical(as.character(both), c(as.character(people$email), as.character(other)))
    expect_identical(attr(both, "label"), "E-mail")
    expect_identical(as.character(vctrs::vec_c(other, people$email)),
                     c(as.character(other), as.character(people$email)))
    expect_identical(c(people$email, other), both)
  }
  for (other in list(51.5, 3L, NA, people$lat)) {
    expect_hidden(c(people$lat, other))
    expect_identical(as.double(c(people$lat, other))[5], as.double(other)[1])
  }
  people$email[2] <- "new@example.org"
  expect_hidden(people$email)
  expect_identical(as.character(people$email)[2], "new@example.org")
  expect_hidden(rbind(people, people)$email)
  expect_hidden(merge(people, people, by = "email")$email)
  expect_identical(vctrs::vec_cast(people$lat, double()), c(51.5, NA, -0.125, 2))
})

test_that("what is made of hidden numbers is hidden, and counts are not", {
  people <- hidden_people()
  made <- expression(lat + 1, 1 + lat, lat * lat, lat %% 1, 2L * lat, round(lat, 2), lat / 1,
                     max(lat, na.rm = TRUE), range(lat, na.rm = TRUE), mean(lat, na.rm = TRUE),
                     stats::median(lat, na.rm = TRUE), stats::quantile(lat, na.rm = TRUE),
                     cumsum(lat), sum(lat, na.rm = TRUE), abs(lat), sort(lat), rev(lat),
                     c(a = 1) * lat, unique(lat), lat[1])
  for (expression in made) {
    expected <- eval(expression, list(lat = as.double(people$lat)))
    x <- eval(expression, people)
    expect_hidden(x)
    expect_equal(as.double(x), as.double(expected))
  }
  expect_identical(is.na(people$lat), c(FALSE, TRUE, FALSE, FALSE))
  expect_identical(is.nan(people$lat), rep(FALSE, 4))
  expect_identical(names(stats::quantile(people$lat, c(0.5, 1), na.rm = TRUE)), c("50%", "100%"))
  expect_identical(summary(people$email), c(Hidden = 3L, Missing = 1L))
  expect_error(people$email + 1, class = "vctrs_error_incompatible_op")
  expect_snapshot(stats::median(people$email), error = TRUE)
})

test_that("dplyr filters, binds, joins and recodes them", {
  skip_if_not_installed("dplyr")
  people <- hidden_people()
  expect_identical(dplyr::filter(people, email != "")$id, 1:2)
  expect_identical(
    dplyr::case_when(people$email == "a@example.org" ~ "first", TRUE ~ "other"),
    c("first", "other", "other", "other")
  )
  list <- data.frame(email = c("a@example.org", "new"), group = 1:2)
  expect_identical(dplyr::left_join(people, list, by = "email")$group, c(1L, NA, NA, NA))
  joined <- dplyr::left_join(list, people, by = "email")
  expect_identical(joined$id, c(1L, NA))
  expect_hidden(joined$email)
  expect_hidden(dplyr::bind_rows(people, list)$email)
  expect_hidden(dplyr::bind_rows(list, people)$email)
  expect_hidden(dplyr::coalesce(people$email, "none"))
  expect_hidden(dplyr::if_else(people$q == 1, people$email, people$email[4:1]))
  expect_identical(dplyr::count(people, email)$n, rep(1L, 4))
  expect_hidden(dplyr::summarise(people, middle = stats::median(lat, na.rm = TRUE))$middle)
})

test_that("sjPlot and gtsummary take a survey with hidden columns", {
  people <- hidden_people()[rep(1:4, 10), ]
  if (nzchar(system.file(package = "sjPlot"))) {
    file <- withr::local_tempfile(fileext = ".html")
    page <- getExportedValue("sjPlot", "view_df")(
      people, show.frq = TRUE, show.prc = TRUE, file = file, verbose = FALSE
    )$page.complete
    expect_match(page, "email")
    expect_false(grepl("@example", page))
  }
  if (nzchar(system.file(package = "gtsummary"))) {
    table <- getExportedValue("gtsummary", "tbl_summary")(people)
    shown <- unlist(lapply(table$table_body, as.character))
    expect_false(any(grepl("0[.]125", shown)))
  }
  expect_hidden(people$email)
})
