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

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import picocli.CommandLine;

/** Where the process begins and ends. */
public final class Main {
    /** Set to anything, errors come with their stack traces. */
    private static final String DEBUG_VARIABLE = "WEFT_DEBUG";

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments of the command line; {@code --help} tells all.
     */
    public static void main(String[] arguments) {
        trustBuffers();
        PrintWriter out = writer(FileDescriptor.out, false);
        PrintWriter err = writer(FileDescriptor.err, true);
        int exitCode = run(out, err, arguments);
        if (out.checkError() && exitCode == ExitCode.OK) {
            err.println("weft: standard output was closed, or is full: what stands there is cut");
            exitCode = ExitCode.ENVIRONMENT;
        }
        System.exit(exitCode);
    }

    /**
     * Switches off Agrona's check of every index, unless the user says otherwise. Must come before
     * the first buffer is made; tests run with the checks on.
     */
    private static void trustBuffers() {
        if (System.getProperty(DirectBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME) == null) {
            System.setProperty(DirectBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME, "true");
        }
    }

    /** Runs one command; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        ErrorReport errors = new ErrorReport(System.getenv(DEBUG_VARIABLE) != null);
        try {
            return new CommandLine(new WeftCommand())
                    .setOut(out)
                    .setErr(err)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler(errors)
                    .setExecutionExceptionHandler(errors)
                    .execute(arguments);
        } catch (Throwable e) {
            return errors.report(e, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static PrintWriter writer(FileDescriptor target, boolean autoFlush) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(target), StandardCharsets.UTF_8),
                autoFlush);
    }
}
