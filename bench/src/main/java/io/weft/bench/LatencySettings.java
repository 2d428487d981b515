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
package io.weft.bench;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What arrives in a latency run, and where. */
final class LatencySettings {
    static final int RATE_DEFAULT = 20_000;
    static final int DURATION_S_DEFAULT = 10;
    static final int WARM_UP_S_DEFAULT = 5;
    static final int NODE_COUNT_DEFAULT = 10_000;
    static final double LOAD_DEFAULT = BenchSizes.LOAD;

    private static final int RATE_MAX = 10_000_000;

    private int ratePerS = RATE_DEFAULT;
    private long durationNs = TimeUnit.SECONDS.toNanos(DURATION_S_DEFAULT);
    private int nodeCount = NODE_COUNT_DEFAULT;
    private double load = LOAD_DEFAULT;
    private JournalKind journal = JournalKind.CHRONICLE;
    private Idle idle = Idle.SPIN;

    /** What a thread does while there is nothing to do. */
    enum Idle {
        /** Asks again at once: a core for each thread. */
        SPIN,
        /** Lets others run first. */
        YIELD,
        /** Sleeps, longer and longer, up to a millisecond. */
        BACKOFF;

        IdleStrategy strategy() {
            return switch (this) {
                case SPIN -> new BusySpinIdleStrategy();
                case YIELD -> new YieldingIdleStrategy();
                case BACKOFF -> new BackoffIdleStrategy();
            };
        }
    }

    LatencySettings ratePerS(final int value) {
        check(value >= 1 && value <= RATE_MAX, "rate", value, "1.." + RATE_MAX);
        ratePerS = value;
        return this;
    }

    LatencySettings durationNs(final long value) {
        check(value > 0, "duration", value / 1e9, "above 0");
        durationNs = value;
        return this;
    }

    LatencySettings nodeCount(final int value) {
        check(value >= 1, "nodes", value, "from 1");
        nodeCount = value;
        return this;
    }

    LatencySettings load(final double value) {
        check(value > 0 && value < 1, "load", value, "above 0, below 1");
        load = value;
        return this;
    }

    LatencySettings journal(final JournalKind value) {
        journal = value;
        return this;
    }

    LatencySettings idle(final Idle value) {
        idle = value;
        return this;
    }

    int ratePerS() {
        return ratePerS;
    }

    long durationNs() {
        return durationNs;
    }

    /** Arrivals before the first that counts: as long as the run, 5 s at most. */
    long warmUpNs() {
        return Math.min(durationNs, TimeUnit.SECONDS.toNanos(WARM_UP_S_DEFAULT));
    }

    int nodeCount() {
        return nodeCount;
    }

    double load() {
        return load;
    }

    JournalKind journal() {
        return journal;
    }

    Idle idle() {
        return idle;
    }

    private static void check(
            final boolean holds, final String name, final Object value, final String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "--" + name + "=" + value + ", expected " + expected);
        }
    }
}
