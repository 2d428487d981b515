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

import java.util.concurrent.locks.LockSupport;

/** Runs a task every so often on a thread of its own, until it is closed. */
final class RepeatingThread implements AutoCloseable {
    private final Thread thread;
    private volatile boolean isRunning = true;

    RepeatingThread(final String name, final long intervalNs, final Runnable task) {
        thread = new Thread(() -> run(intervalNs, task), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(final long intervalNs, final Runnable task) {
        while (isRunning) {
            task.run();
            LockSupport.parkNanos(this, intervalNs);
        }
    }

    /** Waits until the task has ended; an interrupt is kept for the caller. */
    @Override
    public void close() {
        isRunning = false;
        LockSupport.unpark(thread);
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException ex) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
