hidden_study <- function(how) {
  folder <- withr::local_tempdir(.local_envir = parent.frame())
  write <- function(name, ...) {
    utils::write.csv(data.frame(...), file.path(folder, name),
                     row.names = FALSE)
  }
  write("pre.csv", code = c("KT14M", "BA-02J", ""), q = 1:3)
  write("post.csv", code = c("KT15M", "ba02j"), q = 4:5)
  study(waves = c(pre = "pre.csv", post = "post.csv"),
        id = list(column = "code", max_edits = 1, pseudonymise = how),
        dir = folder)
}
secret <- "a secret of the evaluators"

test_that("pseudonyms replace the codes and keep the links", {
  withr::local_envvar(PAIRWAVE_SALT = secret)
  plain <- read_cohort(hidden_study("none"))
  cohort <- read_cohort(hidden_study("salted hash"))
  expect_identical(cohort$respondents, plain$respondents)
  expect_identical(cohort$surveys$pre$code[2], cohort$surveys$post$code[2])
  expect_true(all(is_pseudonym(cohort$surveys$post$code)))
  expect_identical(cohort$surveys$pre$code[3], NA_character_)
  everything <- paste(utils::capture.output(utils::str(cohort)), collapse = "\n")
  expect_no_match(everything, "KT1|kt1|ba02j|BA-02J")
  withr::local_envvar(PAIRWAVE_SALT = paste(secret, "2"))
  other <- read_cohort(hidden_study("salted hash"))
  expect_false(other$surveys$pre$code[2] == cohort$surveys$pre$code[2])
})

test_that("a pseudonym is the keyed digest of the code", {
  withr::local_envvar(PAIRWAVE_SALT = "Jefe Jefe Jefe Jefe")
  skip_without_program("openssl")
  digest <- system2("openssl", c("dgst", "-sha256", "-hmac",
                                 shQuote("Jefe Jefe Jefe Jefe")),
                    input = "kt14m", stdout = TRUE)
  # system2() ends its input with a line feed.
  expect_identical(masked_codes("kt14m\n"),
                   paste0("p", substr(sub(".*= ?", "", digest), 1, 16)))
})

test_that("codes can be dropped", {
  cohort <- read_cohort(hidden_study("drop"))
  expect_true(all(is.na(cohort$surveys$pre$code)))
  expect_true(all(is.na(cohort$links$code_one)))
  expect_snapshot(review_links(cohort, same = 1), error = TRUE)
})

test_that("decisions about hidden codes are found again", {
  withr::local_envvar(PAIRWAVE_SALT = secret)
  plan <- hidden_study("salted hash")
  cohort <- read_cohort(plan)
  review_links(cohort, same = 1)
  kept <- readLines(file.path(plan$dir, "link-decisions.csv"))
  expect_no_match(paste(kept, collapse = "\n"), "kt1")
  expect_silent(again <- read_cohort(plan))
  expect_identical(nrow(again$people), nrow(cohort$people) - 1L)
})

test_that("a secret that is absent or short is refused", {
  withr::local_envvar(PAIRWAVE_SALT = "")
  expect_snapshot(read_cohort(hidden_study("salted hash")), error = TRUE)
  withr::local_envvar(PAIRWAVE_SALT = "short")
  expect_snapshot(read_cohort(hidden_study("salted hash")), error = TRUE)
})

test_that("keyed digests are the published ones", {
  # Test cases 2 and 6 of RFC 4231; the second key is longer than a block.
  expect_identical(
    keyed_digest("what do ya want for nothing?", charToRaw("Jefe")),
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  )
  expect_identical(
    keyed_digest("Test Using Larger Than Block-Size Key - Hash Key First",
                 rep(as.raw(0xaa), 131)),
    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
  )
})
