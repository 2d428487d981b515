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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One program that is kept and reads commands from its standard input. Answers cannot mix: after
 * anything but a whole answer the program is killed, and the next question starts another one.
 *
 * <p>Threads: one thread asks; another reads while the program runs. Cost of a question: that of
 * the program alone.
 */
public final class CommandSession implements AutoCloseable {
    private static final int CHUNK = 1 << 14;

    private final List<String> command;
    private final Map<String, String> environment;
    private final int outputBytesMax;
    private Process process;
    private Answer answer;

    /**
     * A session; nothing is started yet.
     *
     * @param command program and arguments; no shell looks at them.
     * @param environment beside PATH, HOME and a plain locale, which are always set.
     * @param outputBytesMax bytes of one answer that are taken, from 1.
     */
    public CommandSession(
            final List<String> command,
            final Map<String, String> environment,
            final int outputBytesMax) {
        this.command = List.copyOf(command);
        this.environment = new TreeMap<>(environment);
        this.outputBytesMax = outputBytesMax;
    }

    /**
     * Writes lines to the program and waits for the line that ends the answer.
     *
     * @param lines that the program reads, each with its line end.
     * @param lastLine of the answer; no other line is equal to it. A prompt that follows is no part
     *     of any answer, or of the next.
     * @param timeoutNs after which the program is killed, from 1.
     * @return what the program wrote before the last line, to either of its outputs.
     * @throws ManagerException UNREACHABLE when there is no such program; TIMEOUT, ambiguous, when
     *     it was killed; GARBLED, ambiguous, when it ended or wrote more than is taken.
     */
    public String ask(final String lines, final String lastLine, final long timeoutNs)
            throws ManagerException {
        if (process == null || !process.isAlive()) {
            close();
            start();
        }
        boolean isWhole = false;
        try {
            final byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
            final String text = answer.await(lastLine, timeoutNs);
            isWhole = true;
            return text;
        } catch (final IOException ex) {
            throw new ManagerException(Kind.GARBLED, true, command + ": " + ex.getMessage(), ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new ManagerException(Kind.TIMEOUT, true, command + ": interrupted", ex);
        } finally {
            if (!isWhole) {
                close();
            }
        }
    }

    private void start() throws ManagerException {
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Environment.set(builder, environment);
        try {
            process = builder.start();
        } catch (final IOException ex) {
            throw new ManagerException(
                    Kind.UNREACHABLE, false, command.get(0) + ": " + ex.getMessage(), ex);
        }
        answer = new Answer(process.getInputStream(), outputBytesMax);
        answer.start();
    }

    /** Kills the program; the next question starts another one. Twice does no harm. */
    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process = null;
            answer = null;
        }
    }

    /** What a program writes, up to a limit for each answer. */
    private static final class Answer extends Thread {
        private final InputStream in;
        private final int bytesMax;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean isOver;

        Answer(final InputStream in, final int bytesMax) {
            super("weft-session");
            this.in = in;
            this.bytesMax = bytesMax;
            setDaemon(true);
        }

        @Override
        public void run() {
            final byte[] chunk = new byte[CHUNK];
            try {
                int count;
                while ((count = in.read(chunk)) >= 0) {
                    take(chunk, count);
                }
            } catch (final IOException ex) {
                // It was killed.
            }
            end();
        }

        private synchronized void take(final byte[] chunk, final int count) {
            if (taken.size() + count > bytesMax) {
                isOver = true;
            } else {
                taken.write(chunk, 0, count);
            }
            notifyAll();
        }

        private synchronized void end() {
            isOver = true;
            notifyAll();
        }

        synchronized String await(final String lastLine, final long timeoutNs)
                throws ManagerException, InterruptedException {
            final long endNs = System.nanoTime() + timeoutNs;
            final String end = "\n" + lastLine + "\n";
            while (true) {
                final String text = "\n" + taken.toString(StandardCharsets.UTF_8);
                final int lastStart = text.indexOf(end);
                if (lastStart >= 0) {
                    // What follows is a prompt, if anything.
                    taken.reset();
                    return text.substring(1, lastStart + 1);
                }
                if (isOver) {
                    throw new ManagerException(
                            Kind.GARBLED, true, "It ended, or its answer is too long: " + text);
                }
                final long leftMs = (endNs - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    throw new ManagerException(
                            Kind.TIMEOUT,
                            true,
                            "No answer within " + timeoutNs / 1_000_000 + " ms, killed");
                }
                wait(leftMs);
            }
        }
    }
}
