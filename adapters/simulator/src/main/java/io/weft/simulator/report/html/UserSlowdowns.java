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
package io.weft.simulator.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How each user fared: the mean slowdown of the completed jobs, and how much they were. */
final class UserSlowdowns {
    /**
     * One user.
     *
     * @param user number; -1: unknown
     * @param jobs that completed
     * @param slowdownMean of them
     * @param coreHours that they held cores, added up over cores
     */
    record User(int user, int jobs, double slowdownMean, double coreHours) {}

    private static final double NS_PER_HOUR = 3.6e12;

    private final List<User> users;

    private UserSlowdowns(final List<User> users) {
        this.users = users;
    }

    static UserSlowdowns of(final RunResult run) {
        final SortedMap<Integer, double[]> sums = new TreeMap<>();
        for (final JobResult job : run.jobs()) {
            if (job.isCompleted()) {
                final double[] sum = sums.computeIfAbsent(job.user(), key -> new double[3]);
                sum[0]++;
                sum[1] += job.slowdown();
                sum[2] += (job.endNs() - job.startNs()) / NS_PER_HOUR * coreCount(run, job);
            }
        }
        final List<User> users = new ArrayList<>();
        sums.forEach(
                (user, sum) -> users.add(new User(user, (int) sum[0], sum[1] / sum[0], sum[2])));
        return new UserSlowdowns(users);
    }

    private static long coreCount(final RunResult run, final JobResult job) {
        long count = 0;
        for (int range = job.firstRange(); range < job.rangeEnd(); range++) {
            count += run.ranges().coreCount(range);
        }
        return count;
    }

    /** All users, by number. */
    List<User> users() {
        return users;
    }

    /** Those with most core-hours. */
    List<User> largest(final int countMax) {
        return users.stream()
                .sorted(Comparator.comparingDouble(User::coreHours).reversed())
                .limit(countMax)
                .toList();
    }

    /**
     * Jain's index of fairness over the users' mean slowdowns (Jain, Chiu and Hawe 1984): 1 if all
     * are equal, towards 0 if one has it all; 1 without users.
     */
    double jainIndex() {
        double sum = 0;
        double sumOfSquares = 0;
        for (final User user : users) {
            sum += user.slowdownMean();
            sumOfSquares += user.slowdownMean() * user.slowdownMean();
        }
        return users.isEmpty() ? 1 : sum * sum / (users.size() * sumOfSquares);
    }
}
