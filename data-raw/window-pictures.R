# Takes the pictures of vignettes/windows.Rmd from the demo study, in a headless Chromium.
# Run from the root of the source, with the package installed and `sh tools/set-up.sh page`
# done: `Rscript data-raw/window-pictures.R`.
library(pairwave)
folder <- file.path(tempdir(), "demo")
dir.create(folder)
demo <- system.file("extdata/demo", package = "pairwave")
invisible(file.copy(list.files(demo, full.names = TRUE), folder))

# The code of each window, and what is done in it before its picture is taken.
exports <- deparse1(file.path(folder, c("pre.sav", "post.csv", "six_month.zsav", "attendance.csv")))
windows <- list(
  "window-study" = list(
    "study.yml", sprintf("use_study(%s, existing = 'replace', window = TRUE)", exports), list(
      list("wait", ".file", "waves:"), list("click", "#to_scales"), list("wait", "h2", "Scales"),
      list("click", "[data-decision='scale:scale_b:reverse'] input[value='b3']"),
      list("wait", ".file mark", "reverse: [b3]")
    )
  ),
  "window-links" = list("study.yml", "review_links(cohort, window = TRUE)", list()),
  "window-browse" = list("study.yml", "browse(cohort)", list(
    list("click", "#change"), list("wait", "#line", "paired_change"),
    list("choose", "#scale", "belonging"), list("wait", "#line", "belonging"),
    list("wait", "#line-1", "belonging")
  )),
  "window-quotes" = list("study-codes.yml", "review_quotes(cohort, window = TRUE)", list(
    list("choose", "#show", "found"), list("wait", "#card mark", "")
  ))
)
for (name in names(windows)) {
  window <- windows[[name]]
  url <- file.path(tempdir(), name)
  script <- tempfile(fileext = ".R")
  writeLines(c(
    sprintf(".libPaths(%s)", deparse1(.libPaths())), "library(pairwave)",
    sprintf("options(rlang_interactive = TRUE, viewer = function(url) writeLines(url, '%s'))", url),
    sprintf("cohort <- read_cohort('%s')", file.path(folder, window[[1]])), window[[2]]
  ), script)
  steps <- c(
    list(if (name == "window-study") list("size", 1240, 1880) else list("size", 1000, 700),
         list("open", url)), window[[3]],
    list(list("shot", file.path("vignettes", paste0(name, ".png"))), list("click", "#main"))
  )
  file <- tempfile(fileext = ".json")
  writeLines(jsonlite::toJSON(steps, auto_unbox = TRUE), file)
  system2("Rscript", script, wait = FALSE, stdout = FALSE, stderr = FALSE)
  system2("node", c("tests/testthat/drive-window.js",
                    normalizePath("build/page/node_modules/puppeteer-core"),
                    "build/page/node_modules/axe-core/axe.min.js", file))
}
