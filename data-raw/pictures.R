# Makes the pictures in man/figures that README.md shows: run it from the
# package's folder once pairwave is installed. The tables are pictures of the
# HTML that the package writes, taken by the browser that `chromium` starts.
library(pairwave)

folder <- "man/figures"
dir.create(folder, showWarnings = FALSE)
cohort <- read_cohort(system.file("extdata", "demo", "study.yml",
                                  package = "pairwave"))

draw <- function(name, plot) {
  size <- plot_size(plot)
  ragg::agg_png(file.path(folder, paste0(name, ".png")), size[["width"]], size[["height"]],
                units = "in", res = 110)
  on.exit(grDevices::dev.off())
  print(plot)
}
draw("change", ggplot2::autoplot(paired_change(cohort)))
draw("means", ggplot2::autoplot(cohort))
draw("items", ggplot2::autoplot(cohort, type = "likert", scales = "belonging"))

style <- readLines(system.file(
  "rmarkdown", "templates", "evaluation", "skeleton", "evaluation.css",
  package = "pairwave"
))
browse <- function(name, page, width, height) {
  status <- system2("chromium", c(
    "--headless", "--no-sandbox", "--hide-scrollbars",
    paste0("--screenshot=", file.path(getwd(), folder, paste0(name, ".png"))),
    paste0("--window-size=", width, ",", height), paste0("file://", page)
  ), stdout = FALSE, stderr = FALSE)
  stopifnot(status == 0)
}
picture <- function(name, result, width, height) {
  page <- tempfile(fileext = ".html")
  table <- pairwave:::write_table(pairwave:::as_print_table(result), "html")
  writeLines(c("<meta charset=\"utf-8\"><style>", style,
               "body { margin: .5rem 1rem; }", "</style>", table), page)
  browse(name, page, width, height)
}
picture("table", demographics(cohort, who = "focus_group"), 560, 440)
picture("headline", paired_change(cohort, scales = "self_efficacy"), 1100, 470)

report <- tempfile(fileext = ".html")
report(cohort, report)
browse("report", report, 1000, 900)
