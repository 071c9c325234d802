# peers: stringdist reclin2
# How many true links are found, and how many false ones made, on simulated
# cohorts whose truth is known; then how long linking takes. A link is a pair of
# records of two waves. Slips follow what was seen with self-generated codes:
# McGloin and colleagues (1996) matched 75% of 745 right, Galanti and
# colleagues (2007) saw 61% of 485 codes identical at the retest.
source("tools/bench/harness.R")
library(pairwave)

# A cohort of `n`, asked three times; a tenth join after the first wave and a
# third are lost by the last. A code has five
# elements: two letters each of a mother's and a street's name, the day of
# birth, the first letter of a town, the month of birth. `slips` of the codes
# are written with one: mostly a character, else another element, else none.
# Sex is the constant.
simulate <- function(n, slips = 0.15) {
  initial <- c(10, 6, 8, 5, 4, 4, 4, 5, 3, 8, 5, 6, 9, 4, 2, 5, 1, 6, 9, 5, 1,
               2, 3, 1, 1, 1)
  second <- c(12, 2, 3, 3, 12, 1, 1, 5, 11, 1, 1, 5, 2, 5, 10, 1, 1, 7, 3, 3,
              7, 1, 1, 1, 3, 1)
  pick <- function(p, size = n) sample(letters, size, TRUE, p)
  truth <- cbind(paste0(pick(initial), pick(second)),
                 paste0(pick(initial), pick(second)),
                 sprintf("%02d", sample(31, n, TRUE)), pick(initial),
                 sprintf("%02d", sample(12, n, TRUE)))
  sex <- sample(c("f", "m"), n, TRUE, c(0.6, 0.4))
  stay <- c(0.9, 0.85, 0.67)
  lapply(stats::setNames(1:3, c("pre", "post", "six_month")), function(wave) {
    who <- sort(sample(n, round(n * stay[wave])))
    parts <- truth[who, , drop = FALSE]
    for (i in which(stats::runif(length(who)) < slips)) {
      e <- sample(5, 1)
      kind <- stats::runif(1)
      parts[i, e] <- if (kind < 0.65) {
        slip_once(parts[i, e])
      } else if (kind < 0.9) {
        truth[sample(n, 1), e]
      } else {
        ""
      }
    }
    data.frame(code = apply(parts, 1, paste, collapse = ""),
               sex = sex[who], who = who)
  })
}

slip_once <- function(text) {
  at <- sample(nchar(text), 1)
  pool <- if (grepl("[0-9]", text)) 0:9 else letters
  switch(sample(c("wrong", "swap", "less"), 1, prob = c(0.7, 0.15, 0.15)),
         wrong = {
           substr(text, at, at) <- as.character(sample(pool, 1))
           text
         },
         swap = paste(rev(strsplit(text, "")[[1]]), collapse = ""),
         less = substring(text, at + 1))
}

# Pairs of records that the columns `person` say are linked, against the truth.
score <- function(waves, person) {
  pairs <- utils::combn(3, 2)
  found <- right <- true <- 0
  for (k in seq_len(ncol(pairs))) {
    a <- pairs[1, k]
    b <- pairs[2, k]
    true <- true + sum(waves[[a]]$who %in% waves[[b]]$who)
    at <- match(person[[a]], person[[b]])
    linked <- which(!is.na(at) & !is.na(person[[a]]))
    found <- found + length(linked)
    right <- right +
      sum(waves[[a]]$who[linked] == waves[[b]]$who[at[linked]])
  }
  c(true = true, found = found, right = right)
}

by_pairwave <- function(waves, ...) {
  asked <- lapply(waves, `[`, c("code", "sex"))
  folder <- tempfile()
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  for (wave in names(waves)) {
    utils::write.csv(asked[[wave]], file.path(folder, paste0(wave, ".csv")),
                     row.names = FALSE)
  }
  plan <- study(waves = stats::setNames(paste0(names(waves), ".csv"),
                                        names(waves)),
                id = list(column = "code", confirm = "sex", ...), dir = folder)
  cohort <- suppressWarnings(read_cohort(plan))
  people <- cohort$respondents
  list(person = split(people$person, people$wave),
       expected = if (is.null(cohort$expected_false)) NA else
         cohort$expected_false)
}

# One code for each, the nearest first: by whole-string distance, as an analyst
# would with stringdist, between each later wave and the first, then the rest.
by_distance <- function(waves, method, most) {
  known <- unique(waves[[1]]$code)
  person <- list(match(waves[[1]]$code, known))
  for (wave in 2:3) {
    code <- waves[[wave]]$code
    near <- stringdist::amatch(code, known, method = method, maxDist = most,
                               p = if (method == "jw") 0.1 else 0)
    fresh <- is.na(near)
    near[fresh] <- length(known) + seq_len(sum(fresh))
    known <- c(known, code[fresh])
    near[duplicated(near)] <- NA
    person[[wave]] <- near
  }
  person
}

# Pairs by reclin2: an EM over the five parts of codes of the usual length.
by_reclin2 <- function(waves) {
  part <- function(wave) {
    code <- waves[[wave]]$code
    data.frame(a = substr(code, 1, 2), b = substr(code, 3, 4),
               c = substr(code, 5, 6), d = substr(code, 7, 7),
               e = substr(code, 8, 9), sex = waves[[wave]]$sex)
  }
  person <- list(seq_len(nrow(waves[[1]])))
  for (wave in 2:3) {
    pairs <- reclin2::pair(part(1), part(wave))
    fields <- c("a", "b", "c", "d", "e", "sex")
    pairs <- reclin2::compare_pairs(pairs, on = fields)
    model <- reclin2::problink_em(
      stats::as.formula(paste("~", paste(fields, collapse = "+"))), data = pairs
    )
    pairs <- stats::predict(model, pairs, add = TRUE)
    pairs <- reclin2::select_greedy(pairs, "taken", "weights", threshold = 6)
    taken <- as.data.frame(pairs)[pairs$taken, ]
    mine <- length(unlist(person)) + seq_len(nrow(waves[[wave]]))
    mine[taken$.y] <- person[[1]][taken$.x]
    person[[wave]] <- mine
  }
  person
}

rules <- list(
  "pairwave, exact" = function(w) by_pairwave(w),
  "pairwave, 1 edit" = function(w) by_pairwave(w, max_edits = 1, near = "accept"),
  "pairwave, 4 of 5 elements" = function(w) {
    by_pairwave(w, max_edits = 1, elements = c(2, 2, 2, 1, 2), near = "accept")
  },
  "pairwave, elements or 2 edits" = function(w) {
    by_pairwave(w, max_edits = 2, elements = c(2, 2, 2, 1, 2), near = "accept")
  },
  "distance 1 (stringdist)" = function(w) list(person = by_distance(w, "osa", 1)),
  "distance 2 (stringdist)" = function(w) list(person = by_distance(w, "osa", 2)),
  "Jaro-Winkler 0.1 (stringdist)" = function(w) {
    list(person = by_distance(w, "jw", 0.1))
  },
  "reclin2, EM" = function(w) list(person = by_reclin2(w))
)

set.seed(42)
cat(sprintf("%6s %5s  %-30s %8s %8s %9s %9s\n", "people", "runs", "rule",
            "recall", "false", "n false", "estimate"))
for (n in c(40, 100, 200, 500, 1000, 5000)) {
  runs <- max(5, min(40, 8000 %/% n))
  cohorts <- lapply(seq_len(runs), function(i) simulate(n))
  for (rule in names(rules)) {
    if (n > 1000 && grepl("reclin2", rule)) next # n^2 pairs with six columns
    found <- lapply(cohorts, function(waves) {
      made <- rules[[rule]](waves)
      c(score(waves, made$person),
        expected = if (is.null(made$expected)) NA else made$expected)
    })
    sum <- colSums(do.call(rbind, found))
    cat(sprintf("%6d %5d  %-30s %7.2f%% %7.2f%% %9.2f %9.2f\n", n, runs, rule,
                100 * sum[["right"]] / sum[["true"]],
                100 * (1 - sum[["right"]] / sum[["found"]]),
                (sum[["found"]] - sum[["right"]]) / runs,
                sum[["expected"]] / runs))
  }
}

linked <- function(n, slips) {
  waves <- simulate(ceiling(n / 0.9), slips)[c(1, 1)]
  names(waves) <- c("pre", "post")
  for (i in which(stats::runif(nrow(waves$post)) < slips)) {
    waves$post$code[i] <- slip_once(waves$post$code[i])
  }
  waves <- lapply(waves, `[`, "code")
  function() link_waves(waves, id = "code", max_edits = 1, near = "accept")
}
compare("link_waves(), 200 against 200 with 2% slips",
        pairwave = linked(200, 0.02))
compare("link_waves(), 20,000 against 20,000 with 2% slips",
        pairwave = linked(20000, 0.02), times = 3)

memory <- peak_memory(
  "link_waves(waves, id = 'code', max_edits = 1, near = 'accept')",
  c("library(pairwave)", "set.seed(1)",
    "code <- function(n) paste0(sample(letters, n, TRUE), sample(letters, n, TRUE),",
    "  sprintf('%02d', sample(31, n, TRUE)), sample(letters, n, TRUE),",
    "  sprintf('%03d', sample(999, n, TRUE)))",
    "pre <- data.frame(code = code(20000))", "post <- pre",
    "slip <- sample(20000, 400)",
    "substr(post$code[slip], 1, 1) <- sample(letters, 400, TRUE)",
    "waves <- list(pre = pre, post = post)")
)
cat(sprintf("  peak memory: %.0f MB, of which %.0f MB before the call\n",
            memory[["peak"]], memory[["before"]]))
