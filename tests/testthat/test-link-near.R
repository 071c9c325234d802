three_waves <- function() {
  list(
    pre = data.frame(code = c("ab12cd", "ef34gh", "ij56kl", ""),
                     sex = c("f", "m", "f", "f")),
    post = data.frame(code = c("ab13cd", "EF34GH", "mn78op"),
                      sex = c("f", "m", "m")),
    six = data.frame(code = c("ab12cd", "ij56lk", "mn78op"),
                     sex = c("f", "m", "m"))
  )
}
persons <- function(waves, ...) {
  split(link_waves(waves, id = "code", ...)$person,
        rep(names(waves), vapply(waves, nrow, 0L)))[names(waves)]
}

test_that("near codes link only when the rule says so", {
  exact <- persons(three_waves())
  expect_false(exact$post[1] %in% exact$pre)
  expect_identical(persons(three_waves(), max_edits = 1), exact)
  near <- persons(three_waves(), max_edits = 1, near = "accept")
  expect_identical(near$post[1], near$pre[1])
  expect_identical(near$six[1], near$pre[1])
  expect_identical(near$six[2], near$pre[3])
})

test_that("a constant that differs vetoes a near link, and an exact one", {
  near <- persons(three_waves(), max_edits = 1, confirm = "sex",
                  near = "accept")
  expect_identical(near$post[1], near$pre[1])
  expect_false(near$six[2] %in% near$pre)
  same <- list(pre = data.frame(code = c("a1", "b2"), sex = c("f", "f")),
               post = data.frame(code = c("a1", "b2"), sex = c("m", NA)))
  apart <- persons(same, confirm = "sex")
  expect_false(apart$post[1] %in% apart$pre)
  expect_identical(apart$post[2], apart$pre[2])
})

test_that("a code as near to two people is nobody's", {
  waves <- list(pre = data.frame(code = c("ab12", "ab14")),
                post = data.frame(code = "ab13"))
  near <- persons(waves, max_edits = 1, near = "accept")
  expect_false(near$post %in% near$pre)
})

test_that("links that would give one person two answers are not made", {
  # a-b and b-c are one edit; a and c, of one wave, are two apart.
  people <- list(
    code = c("aaaa", "aaab", "aabb"),
    present = cbind(c(TRUE, FALSE, TRUE), c(FALSE, TRUE, FALSE)),
    constants = matrix(character(), 3, 0)
  )
  links <- near_links(people, near_rule(1L))
  expect_identical(as.character(links$state), rep("ambiguous", 2))
  # Through a third wave: pre and six by way of post, with another six.
  people <- list(
    code = c("aaaa", "aaab", "aaac"),
    present = diag(3) == 1,
    constants = cbind(c("f", NA, "m"))
  )
  links <- near_links(people, near_rule(1L))
  expect_identical(as.character(links$state),
                   c("disagrees", "disagrees", "vetoed"))
})

test_that("a link says which constants agree and which differ", {
  waves <- list(pre = data.frame(code = c("ab12", "cd34"), sex = c("f", "m"), year = c(1, NA), born = 1:2),
                post = data.frame(code = c("ab13", "cd35"), sex = c("f", "m"), year = c(2, 3), born = 1:2))
  links <- attr(link_waves(waves, id = "code", max_edits = 1, confirm = c("sex", "year", "born")), "links")
  links <- links[order(links$code_one), ]
  expect_identical(links$agree_on, c("sex, born", "sex, born"))
  expect_identical(links$differ_on, c("year", ""))
  bare <- attr(link_waves(waves, id = "code", max_edits = 1), "links")
  expect_identical(bare$agree_on, c("", ""))
})

test_that("elements link what a whole-string distance of one does not", {
  waves <- list(pre = data.frame(code = c("mast12k", "jofr03b")),
                post = data.frame(code = c("mast31k", "jofr03b")))
  rule <- list(max_edits = 1, near = "accept")
  one <- persons(waves, max_edits = 1, near = "accept")
  expect_false(one$post[1] %in% one$pre)
  elements <- persons(waves, elements = c(2, 2, 2, 1), near = "accept")
  expect_identical(elements$post, elements$pre)
  strict <- persons(waves, elements = c(2, 2, 2, 1), agree = 4,
                    near = "accept")
  expect_false(strict$post[1] %in% strict$pre)
})

test_that("rows and waves may come in any order", {
  set.seed(3)
  draw <- function(n) {
    data.frame(code = vapply(1:n, function(i) {
      paste(sample(letters[1:4], 4, TRUE), collapse = "")
    }, ""), sex = sample(c("f", "m", NA), n, TRUE), key = seq_len(n))
  }
  waves <- list(a = draw(40), b = draw(40), c = draw(40))
  waves <- lapply(waves, function(w) w[!duplicated(w$code), ])
  together <- function(waves) {
    linked <- link_waves(waves, id = "code", max_edits = 1, confirm = "sex",
                         near = "accept")
    name <- paste(linked$wave, unlist(lapply(waves, `[[`, "key")))
    sort(vapply(split(name, linked$person), function(x) {
      paste(sort(x), collapse = "+")
    }, ""), method = "radix")
  }
  forward <- unname(together(waves))
  shuffled <- lapply(waves[c("c", "a", "b")], function(w) w[sample(nrow(w)), ])
  expect_identical(unname(together(shuffled)), forward)
  expect_true(any(grepl("+", forward, fixed = TRUE)))
})

test_that("codes in any script, empty, long and all equal are taken", {
  long <- strrep("x", 10000)
  waves <- list(
    pre = data.frame(code = c("\u041c\u0430\u0440\u044212", long, "", NA)),
    post = data.frame(code = c("\u041c\u0430\u0440\u044213", long, long, ""))
  )
  near <- persons(waves, max_edits = 1, near = "accept")
  expect_identical(near$post[1:2], near$pre[1:2])
  same <- list(pre = data.frame(code = rep("a1", 50)),
               post = data.frame(code = rep("a1", 50)))
  linked <- link_waves(same, id = "code", max_edits = 1, near = "accept")
  expect_identical(sum(linked$status == "duplicate"), 98L)
})

test_that("the chance of a false link is that of unrelated codes", {
  set.seed(5)
  n <- 3000
  codes <- paste0(sample(letters[1:5], n, TRUE), sample(letters[1:6], n, TRUE),
                  sample(0:9, n, TRUE), sample(0:9, n, TRUE))
  rule <- near_rule(max_edits = 0L, elements = c(1L, 1L, 2L), agree = 2L)
  one <- codes[1:1500]
  other <- codes[1501:3000]
  cost <- function(a, b) (a != b) * 2
  found <- candidate_codes(codes, rule)
  across <- found$one <= 1500 & found$other > 1500
  expect_equal(sum(across) / 1500^2, sum(chance_of_cost(codes, rule)),
               tolerance = 0.03)
  sex <- cbind(sample(c("f", "m", NA), n, TRUE))
  expect_equal(chance_of_constants(sex, FALSE), 1 - (2 / 3)^2 / 2,
               tolerance = 0.02)
  expect_equal(chance_of_constants(sex, TRUE), (2 / 3)^2 / 2, tolerance = 0.03)
})

test_that("what can't be a rule is refused", {
  waves <- three_waves()
  expect_snapshot(error = TRUE, {
    link_waves(waves, id = "code", max_edits = 3)
    link_waves(waves, id = "code", elements = c(2, 0))
    link_waves(waves, id = "code", elements = c(2, 2, 2), agree = 9)
  })
})
