from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='DemoSeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.SlugField(unique=True, verbose_name='company')),
                ('begun_at', models.DateTimeField(verbose_name='begun at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('digest', models.CharField(max_length=64, verbose_name='digest of the files')),
            ],
            options={
                'verbose_name': 'demo seed',
                'verbose_name_plural': 'demo seeds',
            },
        ),
    ]
