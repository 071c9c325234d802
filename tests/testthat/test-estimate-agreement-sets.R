agree <- function(x, statistics, ...) {
  coder_agreement(x, statistics = statistics, resamples = 0, ...)
}
all_of <- function(x, statistic) figure(x, statistic, coders = "all")

test_that("Krippendorff's examples, nominal to ratio and with missing values", {
  four <- ratings_of(A = "1 2 3 3 2 1 4 1 2 . . .", B = "1 2 3 3 2 2 4 1 2 5 . 3",
                     C = ". 3 3 3 2 3 4 2 2 5 1 .", D = "1 2 3 3 2 4 4 1 2 5 1 .")
  alpha <- vapply(c("nominal", "ordinal", "interval", "ratio"), function(metric) {
    all_of(agree(four, "alpha", metric = metric), "alpha")
  }, 0, USE.NAMES = FALSE)
  expect_equal(alpha, c(.7434211, .8153875, .8491071, .7974028), tolerance = 1e-7)
  found <- agree(four, c("percent", "kappa", "fleiss", "pabak", "ac1"))
  expect_equal(all_of(found, "percent"), .8181818, tolerance = 1e-7)
  expect_equal(all_of(found, "fleiss"), .76117, tolerance = 1e-5)
  expect_equal(all_of(found, "kappa"), .76207, tolerance = 1e-5)
  expect_equal(all_of(found, "ac1"), .77544, tolerance = 1e-5)
  expect_equal(all_of(found, "pabak"), .77273, tolerance = 1e-5)
  se <- as.data.frame(found)$se[found$coders == "all"]
  expect_equal(se[c(3, 5)], c(.15302, .14295), tolerance = 1e-4)
  expect_equal(all_of(agree(four, "ac1", weights = "linear"), "ac1"), .85874, tolerance = 1e-5)
  expect_equal(all_of(agree(four, "ac1", weights = "quadratic"), "ac1"), .91400,
               tolerance = 1e-5)
  binary <- ratings_of(A = "0 1 0 0 0 0 0 0 1 0", B = "1 1 1 0 0 1 0 0 0 0")
  expect_equal(agree(binary, c("percent", "alpha", "kappa"))$estimate, c(.6, .0952381, .0909091),
               tolerance = 1e-6)
  letters <- ratings_of(A = "a a b b d c c c e d d a", B = "b a b b b c c c e d d d")
  expect_equal(agree(letters, "alpha")$estimate, .6919643, tolerance = 1e-7)
  three <- ratings_of(A = ". . . . . 3 4 1 2 1 1 3 3 . 3", B = "1 . 2 1 3 3 4 3 . . . . . . .",
                      C = ". . 2 1 3 4 4 . 2 1 1 3 3 . 4")
  expect_equal(all_of(agree(three, "alpha"), "alpha"), .691358, tolerance = 1e-6)
  expect_equal(all_of(agree(three, "alpha", metric = "interval"), "alpha"), .8108449,
               tolerance = 1e-7)
})

test_that("Fleiss' patients and Wikipedia's ten", {
  patients <- "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300
    10050 02031 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040
    10500 00006"
  rate <- function(counts, q) {
    votes <- lapply(counts, function(n) rep(seq_len(q), n))
    as.data.frame(do.call(rbind, votes))
  }
  counts <- lapply(strsplit(strsplit(patients, "\\s+")[[1]], ""), as.integer)
  expect_identical(Reduce(`+`, counts), c(26L, 26L, 30L, 55L, 43L))
  found <- agree(rate(counts, 5), c("percent", "fleiss", "kappa", "ac1", "alpha", "pabak"))
  here <- found[found$coders == "all", ]
  expect_equal(here$estimate[-3], c(.5555556, .4302445, .4478845, .4334098, .4444444),
               tolerance = 1e-7)
  # Each category by itself.
  codes <- do.call(codings_of, stats::setNames(lapply(1:6, function(g) {
    as.character(rate(counts, 5)[[g]])
  }), paste("coder", 1:6)))
  each <- agree(codes, "fleiss", codes = as.character(1:5))
  expect_equal(all_of(each, "fleiss"), c(.245, .245, .520, .471, .566), tolerance = 2e-3)
  ten <- list(c(0, 0, 0, 0, 14), c(0, 2, 6, 4, 2), c(0, 0, 3, 5, 6), c(0, 3, 9, 2, 0),
              c(2, 2, 8, 1, 1), c(7, 7, 0, 0, 0), c(3, 2, 6, 3, 0), c(2, 5, 3, 2, 2),
              c(6, 5, 2, 1, 0), c(0, 2, 2, 3, 7))
  expect_equal(all_of(agree(rate(ten, 5), "fleiss"), "fleiss"), .2099307, tolerance = 1e-6)
})

test_that("weighted kappa has its error too", {
  v <- matrix(c(0, 1, 2, 1, 0, 1, 2, 1, 0), 3)
  cohen <- ratings_of_table(c(88, 14, 18), c(10, 40, 10), c(2, 6, 12))
  linear <- agree(cohen, c("kappa", "percent"), weights = "linear")
  p <- table(cohen) / 200
  w <- 1 - v / 2
  pe <- sum(w * outer(rowSums(p), colSums(p)))
  expect_equal(linear$estimate, c((sum(w * p) - pe) / (1 - pe), sum(w * p)))
  expect_identical(linear$method, c("cohen_weighted_linear", "share_weighted_linear"))
  # Artstein and Poesio 2008, with half a unit for neighbours of either side.
  artstein <- ratings_of_table(c(46, 0, 0), c(6, 32, 6), c(0, 0, 10))
  expect_gt(figure(agree(artstein, "kappa", weights = "quadratic"), "kappa"),
            figure(agree(artstein, "kappa"), "kappa"))
})

nine <- function() {
  codings_of(A = c("", "A", "A", "A", "A;B", "A;B", "A;B;C", "C", "C"),
             B = c("", "", "A", "B", "A", "A;C", "A;B;C", "A;C", "A;C"),
             framework = new_framework(c("A", "B", "C")))
}

test_that("sets by Jaccard's distance and by MASI", {
  found <- agree(nine(), NULL, by = "set")
  expect_identical(found$statistic, c("percent", "alpha_nominal", "alpha_jaccard", "alpha_masi"))
  expect_equal(found$estimate, c(3 / 9, .2388060, .3156200, .2730807), tolerance = 1e-6)
  each <- agree(nine(), c("kappa", "alpha", "ac1"))
  expect_equal(each$estimate, c(0, .0555556, .2, .1818182, .2153846, .4432990, .7692308,
                                .7792208, .7882353), tolerance = 1e-6)
  expect_equal(unique(as.data.frame(each)[c("both", "first_only", "second_only", "neither")]),
               data.frame(both = c(4, 1, 3), first_only = c(2, 2, 0), second_only = c(2, 1, 1),
                          neither = c(1, 5, 5)), ignore_attr = TRUE)
})

test_that("twelve answers of our own", {
  answers <- codings_of(
    A = c("peers;advice", "confidence", "peers", "", "advice;confidence", "belong",
          "peers;belong", "advice", "confidence", "peers", "belong", "advice"),
    B = c("peers", "confidence", "peers;belong", "", "advice", "belong", "peers;belong",
          "confidence", "confidence", "peers", "", "advice;peers"),
    framework = new_framework(c("advice", "belong", "confidence", "peers"))
  )
  found <- agree(answers, c("kappa", "alpha", "ac1"))
  expect_equal(figure(found, "kappa"), c(.571429, .555556, .555556, .823529), tolerance = 1e-6)
  expect_equal(figure(found, "kappa", column = "se"), c(.249948, .278257, .278257, .166306),
               tolerance = 1e-5)
  expect_equal(figure(found, "alpha"), c(.574074, .574074, .574074, .829630), tolerance = 1e-6)
  expect_equal(figure(found, "ac1", code = "advice"), .733333, tolerance = 1e-6)
  sets <- agree(answers, c("alpha_nominal", "alpha_jaccard", "alpha_masi"), by = "set")
  expect_equal(sets$estimate, c(.441296, .587135, .536913), tolerance = 1e-6)
})

# As the definition has it, unit by unit and pair by pair.
alpha_by_hand <- function(sets, distance) {
  values <- unlist(sets, recursive = FALSE)
  n <- length(values)
  within <- mean(vapply(sets, function(s) distance(s[[1]], s[[2]]), 0))
  all <- 0
  for (i in seq_len(n)) for (j in seq_len(n)) {
    if (i != j) all <- all + distance(values[[i]], values[[j]])
  }
  1 - within / (all / (n * (n - 1)))
}
jaccard <- function(a, b) {
  if (!length(union(a, b))) 0 else 1 - length(intersect(a, b)) / length(union(a, b))
}
masi <- function(a, b) {
  m <- if (setequal(a, b)) 1 else if (!length(intersect(a, b))) 0 else
    if (all(a %in% b) || all(b %in% a)) 2 / 3 else 1 / 3
  1 - (1 - jaccard(a, b)) * m
}

test_that("random sets agree with every pair of them", {
  set.seed(11)
  for (round in 1:60) {
    n <- sample(2:12, 1)
    draw <- function() lapply(seq_len(n), function(i) letters[1:4][runif(4) < 0.4])
    a <- draw()
    b <- ifelse(runif(n) < 0.5, a, draw())
    text <- function(sets) vapply(sets, paste, "", collapse = ";")
    found <- agree(codings_of(A = text(a), B = text(b), framework = new_framework(letters[1:4])),
                   c("alpha_jaccard", "alpha_masi"), by = "set")
    pairs <- Map(list, a, b)
    for (which in 1:2) {
      expected <- alpha_by_hand(pairs, list(jaccard, masi)[[which]])
      if (is.nan(expected)) expect_identical(found$reason[which], "all_alike")
      else expect_equal(found$estimate[which], expected)
    }
  }
})

# ---- what other packages have ------------------------------------------------

random_ratings <- function(coders) {
  n <- sample(8:30, 1)
  q <- sample(2:5, 1)
  truth <- sample(q, n, TRUE)
  as.data.frame(lapply(stats::setNames(nm = LETTERS[seq_len(coders)]), function(g) {
    ifelse(runif(n) < 0.6, truth, sample(q, n, TRUE))
  }))
}

test_that("random tables agree with irr, irrCAC, psych and krippendorffsalpha", {
  for (peer in c("irr", "irrCAC", "psych", "krippendorffsalpha")) skip_without_peer(peer)
  set.seed(3)
  times <- asked_or("PAIRWAVE_AGREEMENT_TABLES", 12, 25)
  for (round in seq_len(times)) {
    two <- random_ratings(2)
    if (length(unique(unlist(two))) < 2) next
    q <- sort(unique(unlist(two)))
    found <- agree(two, c("percent", "kappa", "p_kappa", "fleiss", "pabak", "ac1"))
    theirs <- irr::kappa2(two)
    expect_equal(figure(found, "kappa"), theirs$value)
    expect_equal(figure(found, "p_kappa"), theirs$p.value)
    # psych numbers its tables' margins as pairwave does.
    kappa <- suppressWarnings(psych::cohen.kappa(as.matrix(two)))
    expect_equal(figure(found, "kappa", column = "se"), sqrt(kappa$var.kappa))
    three <- random_ratings(3)
    drop <- matrix(runif(3 * nrow(three)) < 0.1, ncol = 3)
    three[drop] <- NA
    if (length(unique(stats::na.omit(unlist(three)))) < 2) next
    if (any(colSums(!is.na(three)) == 0) || !any(rowSums(!is.na(three)) > 1)) next
    many <- agree(three, c("percent", "kappa", "fleiss", "pabak", "ac1"))
    here <- as.data.frame(many)[many$coders == "all", ]
    categories <- sort(unique(stats::na.omit(unlist(three))))
    # irrCAC divides by 0 where nobody rated a unit.
    rated <- three[rowSums(!is.na(three)) > 0, ]
    cac <- lapply(list(irrCAC::pa.coeff.raw, irrCAC::conger.kappa.raw, irrCAC::fleiss.kappa.raw,
                       irrCAC::bp.coeff.raw, irrCAC::gwet.ac1.raw),
                  function(f) f(rated, categ.labels = categories)$est)
    # It gives five decimals.
    expect_lt(max(abs(here$estimate - vapply(cac, function(e) e$coeff.val, 0))), 6e-6)
    expect_equal(here$se[-2], vapply(cac, function(e) e$coeff.se, 0)[-2], tolerance = 1e-3)
    # Where no rating is missing, irr counts the pairs of three coders twice: a unit that
    # nobody rated makes it count them rightly.
    for (metric in c("nominal", "ordinal", "interval", "ratio")) {
      ours <- all_of(agree(three, "alpha", metric = metric), "alpha")
      expect_equal(ours, irr::kripp.alpha(cbind(t(as.matrix(three)), NA), metric)$value)
    }
    if (round <= 10) {
      # It counts units of one value among what is expected, which Krippendorff leaves out.
      hughes <- krippendorffsalpha::krippendorffs.alpha(
        as.matrix(three[rowSums(!is.na(three)) > 1, ]), level = "nominal",
        method = "customary", confint = FALSE
      )
      expect_equal(all_of(agree(three, "alpha"), "alpha"), unname(hughes$alpha.hat),
                   tolerance = 1e-6)
    }
  }
})
