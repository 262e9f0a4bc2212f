# What R's `survey` package says of the made-up answers in people.csv.
#
# Run from this folder: Rscript survey.R
# It writes people.csv (made here, from a fixed seed) and survey.csv, both
# kept and reviewed, so that the tests need no R. Kept: R 4.2.2, survey 4.1-1
# (Debian 12, r-cran-survey).
suppressMessages(library(survey))
options(digits = 15, survey.lonely.psu = "fail")

# -- the answers: 240 people in 3 strata of 8, 6 and 10 clusters
set.seed(20190110)
people <- 240
cluster <- rep(1:24, each = 10)
stratum <- c("north", "south", "west")[ifelse(cluster <= 8, 1, ifelse(cluster <= 14, 2, 3))]
leaning <- rnorm(24)[cluster]
age <- sample(c("16-24", "25-44", "45-64", "65+"), people, replace = TRUE, prob = c(.15, .35, .3, .2))
came <- sample(c("phone", "online", "post"), people, replace = TRUE, prob = c(.5, .35, .15))
pull <- leaning + 0.6 * (age == "65+") - 0.8 * (came == "post") + rnorm(people)
rated <- c("Very good", "Good", "Poor", "Very poor")[cut(pull, c(-Inf, -1.4, -.5, .6, Inf), labels = FALSE)]
trusted <- ifelse(pull + rnorm(people) > 0, "yes", "no")
minutes <- round(exp(2 + .3 * pull + .5 * rnorm(people)))
weight <- round(exp(.4 * rnorm(people) + .3 * (age == "16-24")), 3)
inthem <- c(north = 200, south = 90, west = 250)[stratum] # clusters there are in each stratum
kept <- data.frame(cluster, stratum, inthem, age, came, rated, trusted, minutes, weight)
write.csv(kept, "people.csv", row.names = FALSE, quote = FALSE)
read <- read.csv("people.csv", stringsAsFactors = TRUE)

# -- what is said of them: one line a figure
said <- data.frame(figure = character(), value = character())
say <- function(...) {
  figures <- c(...)
  for (name in names(figures)) said[nrow(said) + 1, ] <<- c(name, trimws(formatC(figures[[name]], digits = 15, format = "g")))
}
say_by <- function(prefix, by, level) {
  for (row in seq_len(nrow(by))) {
    figures <- as.list(by[row, -(1:length(level))])
    names(figures) <- paste(prefix, paste(sapply(by[row, level], as.character), collapse = "."), names(figures), sep = "/")
    say(unlist(figures))
  }
}
say_test <- function(prefix, test) {
  say(setNames(unname(test$statistic), paste0(prefix, "/statistic")))
  say(setNames(unname(test$parameter), paste(prefix, c("df", "ddf")[seq_along(test$parameter)], sep = "/")))
  say(setNames(unname(test$p.value), paste0(prefix, "/p")))
}

# -- weights alone
weighted <- svydesign(ids = ~1, weights = ~weight, data = read)
say_by("rated by age", svyby(~rated, ~age, weighted, svymean, deff = "replace", drop.empty.groups = FALSE), "age")
say_by("minutes by age", svyby(~minutes, ~age, weighted, svymean), "age")
for (part in c(.1, .5, .9)) {
  for (level in levels(read$age)) {
    found <- coef(svyquantile(~minutes, subset(weighted, age == level), part, qrule = "school", ci = FALSE))
    say(setNames(unname(found), paste0("minutes by age/", level, "/quantile ", part)))
  }
}
say_test("rated by age, pearson", suppressWarnings(chisq.test(table(read$rated, read$age), correct = FALSE)))
say_test("rated by age, second order", svychisq(~ rated + age, weighted, statistic = "F"))
say_test("rated by age, first order", svychisq(~ rated + age, weighted, statistic = "Chisq"))
say_test("trusted by came, second order", svychisq(~ trusted + came, weighted, statistic = "F"))

# -- strata, clusters, and how many clusters there were to draw from
designs <- list(
  "strata" = svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = read),
  "clusters" = svydesign(ids = ~cluster, weights = ~weight, data = read),
  "strata and clusters" = svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = read),
  "drawn from few" = svydesign(ids = ~cluster, strata = ~stratum, fpc = ~inthem, weights = ~weight, data = read)
)
for (name in names(designs)) {
  mean <- svymean(~ minutes + rated, designs[[name]], deff = "replace")
  say(setNames(coef(mean), paste(name, "mean", names(coef(mean)), sep = "/")))
  say(setNames(SE(mean), paste(name, "se", names(coef(mean)), sep = "/")))
  say(setNames(deff(mean), paste(name, "deff", names(coef(mean)), sep = "/")))
  say(setNames(degf(designs[[name]]), paste(name, "degrees", sep = "/")))
  say_test(paste(name, "second order", sep = ", "), svychisq(~ rated + age, designs[[name]], statistic = "F"))
  say_test(paste(name, "first order", sep = ", "), svychisq(~ rated + age, designs[[name]], statistic = "Chisq"))
}

# -- Wilson's interval
for (pair in list(c(234, 293), c(0, 20), c(20, 20), c(1, 12), c(89, 100))) {
  ends <- suppressWarnings(prop.test(pair[1], pair[2], correct = FALSE))$conf.int
  say(setNames(ends, paste0("wilson/", pair[1], " of ", pair[2], c("/low", "/high"))))
}

# -- many tests
chances <- c(.001, .012, .013, .04, .04, .2, .76, .0499, 1)
for (method in c("holm", "BH", "bonferroni"))
  say(setNames(p.adjust(chances, method), paste("many", method, seq_along(chances), sep = "/")))

# -- raking
ages <- data.frame(age = c("16-24", "25-44", "45-64", "65+"), Freq = 240 * c(.12, .30, .33, .25))
cames <- data.frame(came = c("online", "phone", "post"), Freq = 240 * c(.45, .40, .15))
strict <- list(maxit = 10000, epsilon = 1e-12)
for (start in c("even", "weight")) {
  from <- svydesign(ids = ~1, weights = if (start == "even") ~ rep(1, people) else ~weight, data = read)
  raked <- rake(from, list(~age, ~came), list(ages, cames), control = strict)
  cells <- unique(data.frame(read[c("age", "came")], factor = weights(raked) / weights(from)))
  cells <- cells[!duplicated(cells[c("age", "came")]), ]
  say(setNames(cells$factor, paste("raked", start, cells$age, cells$came, sep = "/")))
}
# Raking with every factor kept between two bounds: the exponential, cut off.
within <- function(low, high) make.calfun(
  Fm1 = function(u, bounds) pmin(pmax(exp(u), low), high) - 1,
  dF = function(u, bounds) ifelse(exp(u) > low & exp(u) < high, exp(u), 0),
  name = "raking within bounds"
)
read$start <- read$weight * people / sum(read$weight)
from <- svydesign(ids = ~1, weights = ~start, data = read)
totals <- c("(Intercept)" = 240, "age25-44" = 72, "age45-64" = 79.2, "age65+" = 60, camephone = 96, camepost = 36)
bounded <- calibrate(from, ~ age + came, totals, calfun = within(.65, 1.7), maxit = 2000, epsilon = 1e-11)
cells <- unique(data.frame(read[c("age", "came")], factor = round(weights(bounded) / weights(from), 12)))
say(setNames(cells$factor, paste("raked within", cells$age, cells$came, sep = "/")))

write.csv(said, "survey.csv", row.names = FALSE, quote = grep("figure", names(said)))
