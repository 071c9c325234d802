# peers: haven
# Surveys of many columns: how long it takes to read them, beside haven for SPSS
# files, to print them and to describe them, from 10^2 to 10^5 columns. What is
# linear in the columns takes ten times as long in each line.
source("tools/bench/harness.R")
library(pairwave)

set.seed(1)
rows <- 20

# Items of five points, half of them with value labels; a folder of files that
# are made once.
make_wide <- function(n) {
  path <- sprintf("build/bench/wide%d.%s", n, c(sav = "sav", csv = "csv"))
  names(path) <- c("sav", "csv")
  if (all(file.exists(path))) return(path)
  items <- lapply(seq_len(n), function(i) {
    x <- as.double(sample(5, rows, TRUE))
    if (i %% 2) attr(x, "label") <- paste("Question", i)
    else x <- haven::labelled(x, c(never = 1, rarely = 2, often = 4), paste("Question", i))
    x
  })
  items <- as.data.frame(stats::setNames(items, sprintf("question_%d", seq_len(n))))
  haven::write_sav(items, path[["sav"]])
  utils::write.csv(items, path[["csv"]], row.names = FALSE)
  path
}

# The shorter of two runs by the processor's clock, which other work on the
# machine hardly moves.
seconds <- function(run) {
  min(vapply(1:2, function(i) {
    gc(FALSE)
    sum(system.time(run(), gcFirst = FALSE)[c("user.self", "sys.self")])
  }, 0))
}

quietly <- function(x) function() utils::capture.output(print(x))

cat("\nSeconds of processor time (haven's in brackets, and how many times ours it is)\n")
cat(sprintf("%9s  %28s  %8s  %9s  %8s  %15s\n", "columns", ".sav", ".csv", "codebook()",
            "print()", "print(codebook)"))
for (n in 10^(2:5)) {
  path <- make_wide(n)
  ours <- seconds(function() read_survey(path[["sav"]]))
  theirs <- seconds(function() haven::read_sav(path[["sav"]], user_na = TRUE))
  survey <- read_survey(path[["sav"]])
  book <- codebook(survey)
  cat(sprintf("%9s  %8.3f (%8.3f, %5.1f)  %8.3f  %9.3f  %8.3f  %15.3f\n",
              format(n, big.mark = ",", scientific = FALSE), ours, theirs, theirs / ours,
              seconds(function() read_survey(path[["csv"]])),
              seconds(function() codebook(survey)),
              seconds(quietly(survey)), seconds(quietly(book))))
}
