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
package io.weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on standard error, if that is a terminal or the user insists: the share that is done, the
 * time it took and the time left; it is gone when the task is done.
 */
final class Progress implements AutoCloseable {
    private static final int UPDATE_INTERVAL_MS = 200;

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins a task.
     *
     * @param task its name
     * @param max steps until it is done
     * @param isWanted whether the user wants to see it
     */
    static Progress begin(String task, long max, boolean isWanted) {
        if (!isWanted) {
            return new Progress(null);
        }
        return new Progress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(max)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_INTERVAL_MS)
                        .clearDisplayOnFinish()
                        .build());
    }

    /**
     * Whether a bar is wanted.
     *
     * @param choice the user's, or null
     * @param isQuiet whether the user wants to see nothing
     */
    static boolean isWanted(Boolean choice, boolean isQuiet) {
        return choice == null ? !isQuiet && isErrTerminal() : choice;
    }

    /** Java knows only whether input and output are both terminals; the kernel knows each. */
    private static boolean isErrTerminal() {
        Path stderr = Path.of("/proc/self/fd/2");
        if (!Files.exists(stderr)) {
            return System.console() != null;
        }
        try {
            String target = stderr.toRealPath().toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether there is anything to show; if not, notes need not be made. */
    boolean isShown() {
        return bar != null;
    }

    /**
     * Says how far the task is.
     *
     * @param step 0..max
     * @param note shown beside the bar
     */
    void show(long step, String note) {
        if (bar != null) {
            bar.stepTo(step);
            bar.setExtraMessage(note);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
