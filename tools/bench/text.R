# How long reading a project of coded text takes beyond parsing its XML: 1,000
# sources, 1,000 codes and a million codings by two coders, each with the quoted
# text as its selection's name. SOURCES=100 makes a smaller one.
source("tools/bench/harness.R")
source("tests/testthat/helper-codes.R")
library(pairwave)

n_sources <- as.integer(Sys.getenv("SOURCES", "1000"))
per_source <- 1000
set.seed(1)
words <- c("peers", "advice", "tim\u00e9", "we", "belong", "there", "and", "support", "\U1F600")
texts <- vapply(seq_len(n_sources), function(i) {
  paste0("P", rep(1:5, each = 400), ": ",
         vapply(1:2000, function(k) paste(sample(words, 6, TRUE), collapse = " "), ""),
         collapse = "\n")
}, "")
names(texts) <- sprintf("Interview %04d", seq_len(n_sources))
n <- n_sources * per_source
codings <- data.frame(source = rep(seq_len(n_sources), each = per_source),
                      code = sample(1000, n, TRUE), user = sample(2, n, TRUE))
codings$start <- sample(50000, n, TRUE)
codings$end <- codings$start + sample(20:200, n, TRUE)
codings$name <- substring(texts[codings$source], codings$start + 1, codings$end)
path <- file.path(tempdir(), "large.qdpx")
entries <- list(project.qde = project_xml(texts, sprintf("code %d", 1:1000), c("Ann", "Ben"),
                                          codings))
files <- as.list(texts)
names(files) <- paste0("sources/", test_guid("source", seq_along(texts)), ".txt")
invisible(write_zip(path, c(entries, files)))
bytes <- charToRaw(entries[[1]])
cat(sprintf("%s codings, %.0f MB of XML\n", format(n, big.mark = ","), length(bytes) / 1e6))
rm(entries, files)

options <- c("NONET", "NOCDATA", "HUGE")
middle <- compare(
  "Reading a project",
  pairwave = function() read_codes(path),
  # The strings of the stretches are made when somebody looks.
  `pairwave, and every text` = function() as.character(read_codes(path)$text)[1],
  xml2 = function() xml2::read_xml(bytes, options = options),
  # Its document has a node for each element, which R frees when it collects.
  `xml2, parsed and freed` = function() {
    xml2::read_xml(bytes, options = options)
    gc(FALSE)
  },
  times = 3
)
for (clock in c("by the clock", "of the processor")) {
  seconds <- if (clock == "by the clock") middle else attr(middle, "cpu")
  cat(sprintf("  beyond xml2's parse %s: %.2f s, and beyond parsing and freeing: %.2f s\n", clock,
              seconds[["pairwave"]] - seconds[["xml2"]],
              seconds[["pairwave"]] - seconds[["xml2, parsed and freed"]]))
}
codes <- read_codes(path)
stopifnot(attr(codes, "offsets")$equal == n, attr(codes, "duplicates") < n / 100)
