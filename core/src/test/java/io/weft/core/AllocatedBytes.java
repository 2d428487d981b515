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
package io.weft.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * What the current thread allocates in the heap once it is warm.
 *
 * <p>Now and then the JVM makes a few objects itself, whatever runs: when it drops a compiled
 * method for a better one, for instance. Code that allocates does so in each round; the JVM does
 * not. So rounds are played until there is one in which nothing was allocated.
 */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUND_COUNT_MAX = 30;

    private AllocatedBytes() {}

    /** Bytes that this thread has allocated since it began. */
    public static long now() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** The bytes of the round that allocated least, of at most 30 rounds of some thousand steps. */
    public static long leastOf(final Runnable round) {
        return least(
                () -> {
                    final long before = now();
                    round.run();
                    return now() - before;
                });
    }

    /** The same for rounds that say themselves how much they allocated, in bytes. */
    public static long least(final LongSupplier round) {
        long leastBytes = Long.MAX_VALUE;
        for (int i = 0; i < ROUND_COUNT_MAX && leastBytes > 0; i++) {
            leastBytes = Math.min(leastBytes, round.getAsLong());
        }
        return leastBytes;
    }
}
