# What packages are made from, beside R's own: they name what DESCRIPTION names.
packaging <- function(name) {
  path <- file.path(source_root(), "packaging", name)
  skip_if_not(file.exists(path), "only in the tree")
  path
}
described <- function(field) {
  unname(read.dcf(file.path(source_root(), "DESCRIPTION"), field)[1, 1])
}
imports <- function() trimws(strsplit(described("Imports"), ",")[[1]])

test_that("the recipe for conda has the version, the dependencies and the licence of DESCRIPTION", {
  recipe <- yaml::read_yaml(packaging("recipe.yaml"))
  expect_identical(recipe$context$version, described("Version"))
  needed <- c(paste0("r-base ", gsub("R |[() ]", "", described("Depends"))),
              paste0("r-", gsub("[()]", "", sub(">= ", ">=", imports()))))
  expect_setequal(unlist(recipe$requirements$run), needed)
  expect_true(all(c(needed, "zlib") %in% unlist(recipe$requirements$host)))
  expect_match(described("License"), recipe$about$license, fixed = TRUE)
  expect_true(file.exists(file.path(source_root(), recipe$about$license_file)))
  expect_identical(recipe$about$homepage, described("URL"))
  # Its tests are R that runs.
  codes <- regmatches(unlist(recipe$tests), regexpr("(?<=-e \").*(?=\")", unlist(recipe$tests), perl = TRUE))
  expect_length(codes, 2)
  for (code in codes) expect_no_error(capture.output(eval(parse(text = code), new.env())))
})

test_that("the list for r-universe names the package and where it is", {
  path <- packaging("packages.json")
  skip_if_not_installed("jsonlite")
  listed <- jsonlite::read_json(path)
  expect_length(listed, 1)
  expect_identical(listed[[1]], list(package = described("Package"), url = described("URL")))
})

test_that("the image has every package that is imported, and what report() asks for", {
  lines <- readLines(packaging("Dockerfile"))
  lines <- lines[!startsWith(lines, "#") & nzchar(lines)]
  goes_on <- c(FALSE, endsWith(lines, "\\"))[seq_along(lines)]
  instructions <- sub(" .*", "", lines[!goes_on])
  expect_identical(instructions[1], "FROM")
  expect_identical(setdiff(instructions, c("FROM", "ENV", "RUN", "COPY", "USER", "WORKDIR", "ENTRYPOINT", "CMD")),
                   character())
  installed <- strsplit(paste(lines, collapse = " "), "[ \\\\]+")[[1]]
  names <- paste0("r-cran-", sub(" .*", "", imports()))
  expect_identical(setdiff(c(names, "r-cran-rmarkdown", "r-cran-ggplot2", "pandoc", "texlive-xetex"), installed),
                   character())
})
