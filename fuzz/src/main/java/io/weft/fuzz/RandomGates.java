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
package io.weft.fuzz;

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import java.util.SplittableRandom;

/**
 * What a run's limits and licences are like. Many runs have none; in others caps are so tight that
 * most jobs meet them, and are changed while jobs wait and run.
 */
final class RandomGates {
    private static final int ACCOUNT_COUNT = RandomCluster.USER_COUNT;

    final int licenceCount;
    final boolean hasLimits;

    private final SplittableRandom random;
    private final RandomCluster cluster;
    private final int licencePercent;
    private final int tokensMax;
    private final int holdingMax;

    RandomGates(final SplittableRandom random, final RandomCluster cluster) {
        this.random = random;
        this.cluster = cluster;
        licenceCount = random.nextBoolean() ? 0 : 1 + random.nextInt(3);
        hasLimits = random.nextInt(3) > 0;
        licencePercent = new int[] {10, 40, 80}[random.nextInt(3)];
        tokensMax = 1 + random.nextInt(random.nextBoolean() ? 3 : 12);
        holdingMax = 2 + random.nextInt(random.nextBoolean() ? 3 : 20);
    }

    int user() {
        return random.nextInt(RandomCluster.USER_COUNT);
    }

    int account() {
        return random.nextInt(ACCOUNT_COUNT);
    }

    /** One of those that there are, rarely another. */
    int licence() {
        return random.nextInt(Math.max(1, licenceCount)) + (random.nextInt(40) == 0 ? 1 : 0);
    }

    /** Adds or changes one; sometimes there are none of it afterwards. */
    void offerLicence(final InputWriter in, final int licenceId) {
        in.defineLicence(licenceId, -1, random.nextInt(tokensMax + 1));
    }

    void addLicences(final JobRequest shape) {
        for (int id = 0; id < licenceCount; id++) {
            if (random.nextInt(100) < licencePercent) {
                shape.licences(id, 1 + random.nextInt(1 + tokensMax / 3));
            }
        }
        if (random.nextInt(100) == 0) {
            shape.licences(random.nextInt(3), random.nextInt(2));
        }
    }

    void offerLimit(final InputWriter in) {
        final LimitRequest limit = whose();
        if (random.nextInt(3) > 0) {
            limit.holdingMax(random.nextInt(holdingMax + 1));
        }
        if (random.nextInt(4) == 0) {
            limit.coresMax(cluster.coresMax + random.nextInt(4 * cluster.coresMax));
        }
        if (random.nextInt(8) == 0) {
            limit.nodesMax(cluster.edge(2 * cluster.nodeCount));
        }
        if (random.nextInt(8) == 0) {
            limit.gpusMax(random.nextInt(3 * cluster.gpusMax + 1));
        }
        if (random.nextInt(8) == 0) {
            limit.jobsMax(random.nextInt(30) - 1);
        }
        in.setLimit(limit);
    }

    private LimitRequest whose() {
        final int queueId = random.nextInt(30) == 0 ? 99 : random.nextInt(cluster.queuesKnown());
        final int userId = random.nextBoolean() ? -1 : user();
        final int accountId = random.nextBoolean() ? -1 : account();
        return switch (random.nextInt(5)) {
            case 0 -> LimitRequest.ofQueue(queueId);
            case 1 -> LimitRequest.ofUser(userId);
            case 2 -> LimitRequest.ofAccount(accountId);
            case 3 -> LimitRequest.ofUser(userId).inQueue(queueId);
            default -> LimitRequest.ofAccount(accountId).inQueue(queueId);
        };
    }
}
