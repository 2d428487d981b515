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
package io.weft.journal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatingThreadTest {
    private static final long INTERVAL_NS = 100_000;

    private final AtomicLong beginCount = new AtomicLong();
    private final AtomicLong endCount = new AtomicLong();

    @Test
    void shouldRunItsTaskAgainAndAgainUntilItIsClosed() throws InterruptedException {
        final CountDownLatch runs = new CountDownLatch(3);
        try (RepeatingThread thread = new RepeatingThread("test", INTERVAL_NS, runs::countDown)) {
            assertTrue(runs.await(10, TimeUnit.SECONDS), thread::toString);
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void shouldWaitForItsTaskWhenInterruptedAndKeepTheInterrupt() throws InterruptedException {
        final CountDownLatch begun = new CountDownLatch(1);
        final RepeatingThread thread =
                new RepeatingThread(
                        "test",
                        INTERVAL_NS,
                        () -> {
                            beginCount.incrementAndGet();
                            begun.countDown();
                            sleep();
                            endCount.incrementAndGet();
                        });
        begun.await();

        Thread.currentThread().interrupt();
        thread.close();

        assertTrue(Thread.interrupted());
        assertTrue(endCount.get() > 0 && endCount.get() == beginCount.get());
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (final InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
