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
package io.weft.manager.command;

import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs as child processes with an environment that holds nothing but what it is given.
 *
 * <p>One that does not end in time is killed, with its children. Cost: that of a process, 3 to 10
 * ms, and two threads while it runs.
 */
public final class ProcessRunner implements CommandRunner {
    /** Bytes of standard output that are taken: some 100,000 jobs. */
    public static final int OUTPUT_BYTES_MAX = 256 << 20;

    private static final int ERROR_BYTES_MAX = 1 << 16;
    private static final long DRAIN_MS = 1000;

    private final Map<String, String> environment;
    private final int outputBytesMax;

    /**
     * A runner.
     *
     * @param environment beside PATH, HOME and a plain locale, which are always set.
     * @param outputBytesMax bytes of standard output that are taken, from 1.
     */
    public ProcessRunner(final Map<String, String> environment, final int outputBytesMax) {
        this.environment = new TreeMap<>(environment);
        this.outputBytesMax = outputBytesMax;
    }

    @Override
    public CommandResult run(final List<String> command, final long timeoutNs)
            throws ManagerException {
        final Process process = start(command);
        final OutputReader output =
                new OutputReader("weft-stdout", process.getInputStream(), outputBytesMax);
        final OutputReader error =
                new OutputReader("weft-stderr", process.getErrorStream(), ERROR_BYTES_MAX);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeoutNs, TimeUnit.NANOSECONDS)) {
                throw new ManagerException(
                        Kind.TIMEOUT,
                        true,
                        command + ": no end within " + timeoutNs / 1_000_000 + " ms, killed");
            }
            // A child that it left behind may hold the pipe open for ever.
            output.join(DRAIN_MS);
            error.join(DRAIN_MS);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new ManagerException(Kind.TIMEOUT, true, command + ": interrupted", ex);
        } catch (final IOException ex) {
            // It ended before its standard input was closed, which it was not to read anyway.
            throw new ManagerException(Kind.GARBLED, true, command + ": " + ex.getMessage(), ex);
        } finally {
            kill(process);
        }
        if (output.isAlive() || error.isAlive() || output.isCut()) {
            throw new ManagerException(
                    Kind.GARBLED,
                    true,
                    command + ": its output did not end, or is over " + outputBytesMax + " bytes");
        }
        return new CommandResult(process.exitValue(), output.text(), error.text());
    }

    private Process start(final List<String> command) throws ManagerException {
        final ProcessBuilder builder = new ProcessBuilder(command);
        Environment.set(builder, environment);
        try {
            return builder.start();
        } catch (final IOException ex) {
            throw new ManagerException(
                    Kind.UNREACHABLE, false, command.get(0) + ": " + ex.getMessage(), ex);
        }
    }

    private static void kill(final Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
