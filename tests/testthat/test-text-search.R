found_in <- function(text, ...) {
  found <- search_texts(text, ...)
  as.character(paste0(found$kind, rep("=", nrow(found)), found$found))
}

test_that("addresses, long numbers and web pages are found", {
  expect_identical(found_in("so I wrote to jo.smith+x@uni-a.ac.uk and"), "email=jo.smith+x@uni-a.ac.uk")
  expect_identical(found_in("it is jo (at) example.org"), "email=jo (at) example.org")
  expect_identical(found_in("at https://a.example/jo?x=1 or www.jo.org"),
                   c("web=https://a.example/jo?x=1", "web=www.jo.org"))
  expect_identical(found_in("my page is jo-smith.co.uk/me"), "web=jo-smith.co.uk/me")
  expect_identical(found_in("follow @jo_s there"), "web=@jo_s")
  expect_identical(found_in("ring 020 7946 0000 now"), "number=020 7946 0000")
  expect_identical(found_in("born on 12/03/1999"), "number=12/03/1999")
  expect_identical(found_in("and (07700) 900-123"), "number=07700) 900-123")
  expect_identical(found_in("12345 steps in 2019 of 99,000"), character())
})

test_that("the study's codes are found however they were typed", {
  codes <- c("KT14M", "ba-02-j", NA, "P1")
  for (text in c("it was kt14m", "it was KT 14 M", "it was kt-14-m.", "it was BA02J")) {
    expect_identical(search_texts(text, codes = codes)$kind, "code", info = text)
  }
  expect_identical(found_in("the kt14mx and p1", codes = codes), character())
  expect_identical(found_in("it was 123 456", codes = "123456"), "code=123 456")
})

test_that("names are what has a capital and no small twin, and what is given", {
  expect_identical(found_in("Then Anna's flat was full."), "name=Anna's")
  expect_identical(found_in(c("Peers were there.", "my peers")), character())
  expect_identical(found_in("I thought that It was so. They're here on Mondays."), character())
  expect_identical(found_in("we met \u00c9lodie and O\u2019Brien"),
                   c("name=\u00c9lodie", "name=O\u2019Brien"))
  expect_identical(found_in("so anna l\u00f3pez came", names = "Anna L\u00f3pez"),
                   "name=anna l\u00f3pez")
  expect_identical(found_in("then lopez came", names = "Anna Lopez"), "name=lopez")
  expect_identical(found_in("banana", names = "Anna"), character())
  expect_identical(found_in("a b.c (x)", names = c("b.c", "(x)")),
                   c("name=b.c", "name=(x)"))
  expect_identical(found_in("a [Friend] came"), character())
})

test_that("a place is found once, and nothing is found in nothing", {
  expect_identical(found_in("to Anna@example.org"), "email=Anna@example.org")
  expect_identical(nrow(search_texts(character())), 0L)
  expect_identical(nrow(search_texts("", names = "", codes = "")), 0L)
})

test_that("what is planted in any text is found", {
  set.seed(11)
  words <- c("the", "room", "was", "quiet", "and", "we", "met", "caf\u00e9", "12", "\U1f600")
  planted <- list(email = "a.b@example.org", web = "www.example.org/x", number = "07700 900123",
                  code = "Kt14m", name = "Zora")
  for (i in 1:60) {
    kind <- sample(names(planted), 1)
    text <- sample(words, 8, replace = TRUE)
    text[sample(8, 1)] <- paste0(planted[[kind]], sample(c("", ",", ".", "!"), 1))
    text <- paste(text, collapse = " ")
    expect_true(kind %in% search_texts(text, codes = "KT14M")$kind, info = text)
  }
})
