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
package io.weft.cli.debug;

import io.weft.core.debug.DebugException;
import io.weft.core.debug.TimeMachine;
import java.util.function.LongFunction;

/**
 * Shows how far a command has come if it takes long, and ends it when somebody says so. One thread
 * does commands; any may stop them.
 */
public final class Watch implements TimeMachine.Progress {
    /** Shorter walks show nothing. */
    private static final int QUIET_COUNT = 1024;

    private final LongFunction<Bar> bars;
    private Bar bar;
    private long lastPosition;
    private int count;
    private volatile boolean isStopped;

    /** Something to look at meanwhile. */
    public interface Bar extends AutoCloseable {
        /**
         * Shows a position.
         *
         * @param position that was reached
         */
        void show(long position);

        @Override
        void close();
    }

    /**
     * A watch.
     *
     * @param bars begins a bar, given the last position
     */
    public Watch(LongFunction<Bar> bars) {
        this.bars = bars;
    }

    /** A command begins. */
    void begin(long newLastPosition) {
        lastPosition = newLastPosition;
        count = 0;
        isStopped = false;
    }

    /** Ends the command that is being done, at the next entry that it comes to. */
    void stop() {
        isStopped = true;
    }

    @Override
    public void on(long position) {
        if (isStopped) {
            throw new DebugException("stopped at position " + position);
        }
        if (++count % QUIET_COUNT == 0) {
            if (bar == null) {
                bar = bars.apply(lastPosition);
            }
            bar.show(position);
        }
    }

    /** The command is over. */
    void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
