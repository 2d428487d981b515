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

import io.weft.core.engine.HaltException;
import io.weft.core.spi.JournalException;
import io.weft.manager.ManagerException;
import io.weft.manager.ResourceManager;
import io.weft.manager.daemon.Daemon;
import io.weft.manager.daemon.SiteAdapter;
import io.weft.manager.daemon.SiteFile;
import io.weft.manager.daemon.SiteSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.agrona.concurrent.SystemEpochNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft slurm run}, {@code weft pbs run}. */
@Command(
        name = "run",
        header = "Schedules the site until it is told to stop, in the foreground.",
        description = {
            "Prints one line when it is ready, and logs to standard error. SIGTERM and SIGINT end"
                    + " the cycle it is in and close the journal; jobs are left alone, and the next"
                    + " run goes on. A changed configuration is read at the next start: SIGHUP is"
                    + " not for that."
        },
        footer = {
            "  weft slurm run",
            "  weft pbs run --config weft.toml",
        })
final class SiteRunCommand implements Callable<Integer> {
    private static final String LOG_PROPERTY = "org.slf4j.simpleLogger.";

    /** Longer than any command may take that a cycle is in. */
    private static final long STOP_MS = 90_000;

    @Mixin private SiteConfig config;
    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JvmCheck.requireFlags();
        SiteAdapter adapter = SiteConfig.adapter(spec);
        SiteFile file = config.read(adapter);
        logWithTimes();
        try (ResourceManager manager = file.site().open();
                Daemon daemon = open(adapter, file.settings(), manager)) {
            run(daemon, adapter.name(), file.settings());
        } catch (ManagerException e) {
            throw Failure.environment(adapter.name() + ": " + e.getMessage(), e);
        } catch (HaltException e) {
            if (e.getCause() instanceof JournalException cause) {
                throw Failure.environment(e.getMessage() + ": " + cause.getMessage(), e);
            }
            throw e;
        }
        return ExitCode.OK;
    }

    private void run(Daemon daemon, String site, SiteSettings settings) {
        InterruptHook hook = new InterruptHook(() -> stop(daemon));
        try {
            tellReady(site, settings);
            daemon.run();
        } finally {
            hook.close();
        }
    }

    /** Must come before anything is logged. */
    private static void logWithTimes() {
        System.setProperty(LOG_PROPERTY + "showDateTime", "true");
        System.setProperty(LOG_PROPERTY + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    }

    private static Daemon open(SiteAdapter adapter, SiteSettings settings, ResourceManager manager)
            throws IOException {
        try {
            return Daemon.open(
                    settings,
                    adapter.name(),
                    manager,
                    SystemEpochNanoClock.INSTANCE,
                    new Build().version());
        } catch (IllegalArgumentException e) {
            throw Failure.input("configuration: " + e.getMessage());
        }
    }

    private void tellReady(String site, SiteSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "weft: ready, "
                        + site
                        + ", journal "
                        + settings.journal()
                        + ", status "
                        + settings.statusFile());
        out.flush();
    }

    private static void stop(Daemon daemon) {
        daemon.halt();
        try {
            daemon.awaitClosed(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
