/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.simulator.utilisation;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The four statistics of figure 3 of Minami, Endo and Nomura over many jobs, and the shares of jobs
 * that the paper names beside them. Immutable.
 *
 * @param jobCount jobs, above 0
 * @param executionS execution times, in seconds
 * @param averagePercent average utilisations, in percent of a core
 * @param repetitionCount numbers of busy periods
 * @param longestBusyS longest busy periods, in seconds
 * @param shorterThan2hPercent share of jobs that run less than two hours
 * @param below10Percent share of jobs with an average below 10 % of a core; published: 71
 * @param below1Percent share of jobs with an average below 1 % of a core; published: 37
 * @param fewerThan10Percent share of jobs with fewer than ten busy periods
 * @param atMost30sPercent share of jobs with no busy period longer than 30 s; published: 54
 */
public record UsageSummary(
        int jobCount,
        UsageStatistic executionS,
        UsageStatistic averagePercent,
        UsageStatistic repetitionCount,
        UsageStatistic longestBusyS,
        double shorterThan2hPercent,
        double below10Percent,
        double below1Percent,
        double fewerThan10Percent,
        double atMost30sPercent) {
    private static final double NS_PER_S = 1e9;
    private static final double TWO_HOURS_S = 7_200;
    private static final double SHORT_BUSY_S = 30;
    private static final double PERCENT = 100;

    /**
     * The statistics of some jobs.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static UsageSummary of(List<JobUsage> jobs) {
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("jobs=0, expected above 0");
        }
        return new UsageSummary(
                jobs.size(),
                statistic(jobs, UsageSummary::executionS),
                statistic(jobs, JobUsage::averagePercent),
                statistic(jobs, JobUsage::repetitionCount),
                statistic(jobs, UsageSummary::longestBusyS),
                percent(jobs, job -> executionS(job) < TWO_HOURS_S),
                percent(jobs, job -> job.averagePercent() < 10),
                percent(jobs, job -> job.averagePercent() < 1),
                percent(jobs, job -> job.repetitionCount() < 10),
                percent(jobs, job -> longestBusyS(job) <= SHORT_BUSY_S));
    }

    private static double executionS(JobUsage job) {
        return job.executionNs() / NS_PER_S;
    }

    private static double longestBusyS(JobUsage job) {
        return job.longestBusyNs() / NS_PER_S;
    }

    private static UsageStatistic statistic(List<JobUsage> jobs, ToDoubleFunction<JobUsage> value) {
        return UsageStatistic.of(jobs.stream().mapToDouble(value).toArray());
    }

    private static double percent(List<JobUsage> jobs, Predicate<JobUsage> condition) {
        return jobs.stream().filter(condition).count() * PERCENT / jobs.size();
    }
}
