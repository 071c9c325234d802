# The window of links over 2,000 near links, in a headless Chromium: how long the first card
# takes, and each that comes after a key, until it is painted.
library(pairwave)
stopifnot(system2("sh", c("tools/set-up.sh", "page")) == 0)
folder <- tempfile()
dir.create(folder)

# 2,000 people whose codes of both waves differ by a slip; two people's by three at least.
set.seed(25)
one <- sprintf("a%04d%04d", seq_len(2000), seq_len(2000))
sex <- sample(c("f", "m"), 2000, TRUE)
write <- function(name, code) {
  utils::write.csv(data.frame(code, sex, q1 = 1:5), file.path(folder, name), row.names = FALSE)
}
write("pre.csv", one)
write("post.csv", sub("a", "b", one))
writeLines(c(
  "waves:", "  pre: {file: pre.csv}", "  post: {file: post.csv}",
  "id: {column: code, max_edits: 1, confirm: sex}",
  "scales: {confidence: {items: q1, range: [1, 5]}}"
), file.path(folder, "study.yml"))

cards <- 50
steps <- c(
  # A browser that has just begun is busy with itself.
  list(list("ask", "new Promise((done) => setTimeout(done, 2000))"),
       list("open", file.path(folder, "url-1"))),
  lapply(seq_len(cards), function(i) {
    list("until", c("s", "d", "ArrowRight", "n")[i %% 4 + 1], "#card-title", paste("Link", i + 1))
  }),
  list(list("text", "#progress"), list("click", "#close"))
)
source("tests/testthat/helper-window.R")
test_path <- function(...) file.path("tests", "testthat", ...)
page_tool <- function(...) file.path("build", "page", "node_modules", ...)
windows_of(folder, c("cohort <- read_cohort('study.yml')",
                     "review_links(cohort, window = TRUE)"))
ran <- drive_windows(folder, steps)
if (!is.null(ran$failed)) {
  stop(ran$failed, paste(readLines(file.path(folder, "err")), collapse = "\n"))
}
stopifnot(grepl("25 of 2,000 decided", ran$found[[cards + 3]], fixed = TRUE))
milliseconds <- unlist(ran$found[1 + seq_len(cards + 1)])
cat(sprintf(
  "\n2,000 near links in a window\n  first card %d ms; the next %d: median %g ms, longest %d ms\n",
  milliseconds[1], cards, stats::median(milliseconds[-1]), max(milliseconds[-1])
))
