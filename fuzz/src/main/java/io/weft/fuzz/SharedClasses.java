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
package io.weft.fuzz;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of this program in a form from which a child JVM begins in half the time: an archive
 * of class data sharing, dumped by a first child. It needs a class path of jars only, so folders
 * are packed. Gone when this JVM ends; when it cannot be made, children do without.
 */
final class SharedClasses implements AutoCloseable {
    private static SharedClasses ofCrash;

    private final Scratch scratch = Scratch.inMemory("classes");
    private final String classPath;
    private final Path archive = scratch.path("classes.jsa");

    private SharedClasses() {
        classPath = pack();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Those of the children that {@link CrashFuzz} kills; made once, which takes some seconds. */
    static synchronized SharedClasses ofCrash(final List<String> flags) {
        if (ofCrash == null) {
            ofCrash = new SharedClasses();
            ofCrash.dump(flags);
        }
        return ofCrash;
    }

    private String pack() {
        final List<String> elements = new ArrayList<>();
        for (final String element :
                System.getProperty("java.class.path").split(File.pathSeparator)) {
            final Path path = Path.of(element);
            if (Files.isDirectory(path)) {
                final Path jar = scratch.path("classes-" + elements.size() + ".jar");
                pack(path, jar);
                elements.add(jar.toString());
            } else if (Files.exists(path)) {
                elements.add(element);
            }
        }
        return String.join(File.pathSeparator, elements);
    }

    private static void pack(final Path folder, final Path jar) {
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(jar));
                JarOutputStream target = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            target.setLevel(0);
            for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                target.putNextEntry(
                        new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, target);
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A child lives undisturbed, and says at its end which classes it had. */
    private void dump(final List<String> flags) {
        final List<String> dumping = new ArrayList<>(flags);
        dumping.add("-XX:ArchiveClassesAtExit=" + archive);
        try (Scratch life = Scratch.inMemory("dump");
                ChildJvm child =
                        ChildJvm.start(
                                dumping,
                                classPath,
                                life.path("output"),
                                CrashChild.class,
                                CrashFuzz.args(life, CrashPlan.undisturbed()))) {
            final int code = child.await();
            if (code != 0) {
                throw new IllegalStateException("A life without a kill failed: " + child.printed());
            }
        }
    }

    String classPath() {
        return classPath;
    }

    /** What a child has to be told; nothing when there is no archive. */
    List<String> flags() {
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    @Override
    public void close() {
        scratch.close();
    }
}
